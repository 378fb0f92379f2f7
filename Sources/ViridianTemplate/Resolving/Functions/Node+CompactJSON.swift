extension Node {
    /// How much text is in the node.
    var textBytes: Int {
        var bytes = 0
        forEach { bytes += $0.string?.utf8.count ?? 8 }
        return bytes
    }

    /// The node as JSON without blanks, as `Fn::ToJsonString` gives it; none where a function is in it.
    var compactJSON: String? {
        switch value {
        case .null: return "null"
        case .bool(let bool): return bool ? "true" : "false"
        case .number(let number): return number.text
        case .string(let text): return JSONWriter.quoted(text)
        case .list(let nodes):
            let parts = nodes.compactMap(\.compactJSON)
            return parts.count == nodes.count ? "[" + parts.joined(separator: ",") + "]" : nil
        case .object(let object):
            let parts = object.fields.compactMap { field in
                field.node.compactJSON.map { JSONWriter.quoted(field.key) + ":" + $0 }
            }
            return parts.count == object.fields.count ? "{" + parts.joined(separator: ",") + "}" : nil
        case .function: return nil
        }
    }
}
