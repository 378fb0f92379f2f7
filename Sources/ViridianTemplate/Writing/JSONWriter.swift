/// Writes JSON with an indentation of two spaces.
struct JSONWriter {
    private(set) var text = ""

    mutating func write(_ node: Node, indentation: Int) {
        switch node.value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number): text += number.text
        case .string(let string): write(string)
        case .list(let nodes):
            write(nodes, brackets: ("[", "]"), indentation: indentation) { $0.write($1, indentation: indentation + 2) }
        case .object(let object):
            write(object.fields, brackets: ("{", "}"), indentation: indentation) { writer, field in
                writer.write(field.key)
                writer.text += ": "
                writer.write(field.node, indentation: indentation + 2)
            }
        case .function(let function):
            write(Node(.object([function.name: function.argument])), indentation: indentation)
        }
    }

    private mutating func write<Item>(
        _ items: [Item], brackets: (String, String), indentation: Int, item write: (inout Self, Item) -> Void
    ) {
        guard !items.isEmpty else {
            text += brackets.0 + brackets.1
            return
        }
        let margin = String(repeating: " ", count: indentation)
        for (index, item) in items.enumerated() {
            text += (index == 0 ? brackets.0 : ",") + "\n" + margin + "  "
            write(&self, item)
        }
        text += "\n" + margin + brackets.1
    }

    private mutating func write(_ string: String) { text += Self.quoted(string) }

    /// A text in quotes, with escapes for what JSON or old readers of it don't take as it is.
    static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<" ", "\u{7F}", "\u{FEFF}", "\u{2028}", "\u{2029}": text += "\\u" + hex(scalar.value)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
