/// Writes YAML as people write templates: two spaces, short tags, text without quotes where it can be, `|` for several lines.
///
/// Our own, because an emitter that knows nothing of functions can't tell when a short tag may stand; and no anchors.
struct YAMLWriter {
    private(set) var text = ""

    mutating func writeDocument(_ root: Object) {
        guard !root.isEmpty else {
            text = "{}\n"
            return
        }
        writeFields(root.fields, column: 0, isInline: true)
    }

    /// Writes what follows `key:` or `-`, with the blank before it and the line's end.
    ///
    /// `column` is that of the enclosing block. `isItem` is true behind the dash of a list, where a block may begin on the same line.
    private mutating func writeValue(_ node: Node, column: Int, isItem: Bool) {
        switch node.value {
        case .list(let nodes) where !nodes.isEmpty:
            startBlock(isInline: isItem)
            writeItems(nodes, column: column + 2, isInline: isItem)
        case .object(let object) where !object.isEmpty:
            startBlock(isInline: isItem)
            writeFields(object.fields, column: column + 2, isInline: isItem)
        case .function(let function):
            write(function, column: column, isItem: isItem)
        default:
            text += " "
            writeScalar(node, column: column)
        }
    }

    private mutating func write(_ function: Intrinsic, column: Int, isItem: Bool) {
        guard let tag = ShortTag.tag(function.name), let argument = function.shortArgument else {
            startBlock(isInline: isItem)
            writeFields([Field(function.name, function.argument)], column: column + 2, isInline: isItem)
            return
        }
        text += " " + tag
        writeValue(argument, column: column, isItem: false)
    }

    private mutating func startBlock(isInline: Bool) {
        text += isInline ? " " : "\n"
    }

    /// With `isInline` the first line has its margin already.
    private mutating func writeFields(_ fields: [Field], column: Int, isInline: Bool) {
        for (index, field) in fields.enumerated() {
            if index > 0 || !isInline { indent(column) }
            let key = YAMLText.inline(field.key)
            if key.utf8.count > YAMLText.simpleKeyMaximum {
                text += "? " + key + "\n"
                indent(column)
            } else {
                text += key
            }
            text += ":"
            writeValue(field.node, column: column, isItem: false)
        }
    }

    private mutating func writeItems(_ nodes: [Node], column: Int, isInline: Bool) {
        for (index, node) in nodes.enumerated() {
            if index > 0 || !isInline { indent(column) }
            text += "-"
            writeValue(node, column: column, isItem: true)
        }
    }

    private mutating func writeScalar(_ node: Node, column: Int) {
        switch node.value {
        case .null: text += "null"
        case .bool(let bool): text += bool ? "true" : "false"
        case .number(let number):
            // JSON knows numbers, such as 1e5, that YAML 1.1 takes for text.
            text += PlainScalar.number(number.text) == number ? number.text : "!!float " + number.text
        case .string(let string):
            text += YAMLText.block(string, column: column + 2) ?? YAMLText.inline(string)
        case .list: text += "[]"
        default: text += "{}"
        }
        text += "\n"
    }

    private mutating func indent(_ column: Int) {
        text += String(repeating: " ", count: column)
    }
}

extension Intrinsic {
    /// The argument as a short tag takes it; none where only the long form is well-formed or says the same.
    ///
    /// A tag can't stand before another tag, and makes text of whatever scalar it stands before.
    var shortArgument: Node? {
        if case .getAtt(let resource, let attribute) = self, let name = attribute.string, !name.isEmpty, !resource.isEmpty,
            !resource.contains(".")
        {
            return Node(.string("\(resource).\(name)"))
        }
        let argument = argument
        switch argument.value {
        case .string, .list, .object: return argument
        case .function, .null, .bool, .number: return nil
        }
    }
}
