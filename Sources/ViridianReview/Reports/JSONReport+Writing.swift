import ViridianTemplate

extension JSONReport {
    /// A node on one line.
    static func line(_ node: Node) -> String {
        switch node.value {
        case .list(let nodes): "[\(nodes.map(line).joined(separator: ", "))]"
        case .object(let object): "{\(object.fields.map { "\(quoted($0.key)): \(line($0.node))" }.joined(separator: ", "))}"
        case .string(let text): quoted(text)
        case .number(let number): number.text
        case .bool(let bool): bool ? "true" : "false"
        case .null, .function: "null"
        }
    }

    /// A node over several lines; positions and counts stay on one.
    static func text(_ node: Node, indent: Int) -> String {
        let (outer, inner) = (String(repeating: " ", count: indent), String(repeating: " ", count: indent + 2))
        switch node.value {
        case .list(let nodes) where !nodes.isEmpty:
            return "[\n" + nodes.map { inner + text($0, indent: indent + 2) }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let object) where object.fields.contains { $0.node.string != nil || $0.node.list != nil }:
            let fields = object.fields.map { "\(inner)\(quoted($0.key)): \(text($0.node, indent: indent + 2))" }
            return "{\n" + fields.joined(separator: ",\n") + "\n\(outer)}"
        default: return line(node)
        }
    }

    private static func quoted(_ text: String) -> String {
        // Most texts have nothing to escape.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) { return "\"\(text)\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
