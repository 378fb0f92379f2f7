/// A part of a template as text, to be put between what somebody wrote by hand.
enum Fragment {
    /// On one line, with brackets.
    static func flow(_ node: Node, as format: Template.Format) -> String {
        switch (node.value, format) {
        case (.null, _): return "null"
        case (.bool(let bool), _): return bool ? "true" : "false"
        case (.number(let number), _): return number.text
        case (.string(let text), .json): return JSONWriter.quoted(text)
        case (.string(let text), .yaml): return inline(text)
        case (.list(let nodes), _): return "[" + nodes.map { flow($0, as: format) }.joined(separator: ", ") + "]"
        case (.object(let object), _):
            return "{" + object.fields.map { key($0.key, format) + ": " + flow($0.node, as: format) }.joined(separator: ", ")
                + "}"
        case (.function(let function), .yaml):
            if let tag = ShortTag.tag(function.name), let argument = function.shortArgument {
                return tag + " " + flow(argument, as: .yaml)
            }
            return flow(Node(.object([function.name: function.argument])), as: .yaml)
        case (.function(let function), .json): return flow(Node(.object([function.name: function.argument])), as: .json)
        }
    }

    static func key(_ key: String, _ format: Template.Format) -> String { format == .json ? JSONWriter.quoted(key) : inline(key) }

    /// JSON over several lines; the first has no margin, because something stands before it.
    static func json(_ node: Node, margin: String, unit: String) -> [String] {
        let inner = margin + unit
        switch node.value {
        case .object(let object) where !object.isEmpty:
            let fields = object.fields.map { prefixed(key($0.key, .json) + ": ", json($0.node, margin: inner, unit: unit)) }
            return ["{"] + separated(fields, margin: inner) + [margin + "}"]
        case .list(let nodes) where !nodes.isEmpty:
            return ["["] + separated(nodes.map { json($0, margin: inner, unit: unit) }, margin: inner) + [margin + "]"]
        case .function(let function):
            return json(Node(.object([function.name: function.argument])), margin: margin, unit: unit)
        default: return [flow(node, as: .json)]
        }
    }

    /// A field in YAML's block style, a line for each string; no line has the margin of the block in which it will stand.
    static func block(_ field: Field, unit: String, listUnit: String) -> [String] {
        let key = inline(field.key) + ":"
        switch field.node.value {
        case .object(let object) where !object.isEmpty:
            return [key] + object.fields.flatMap { block($0, unit: unit, listUnit: listUnit) }.map { unit + $0 }
        case .list(let nodes) where !nodes.isEmpty && nodes.contains { $0.object != nil }:
            return [key] + nodes.flatMap { item($0, unit: unit, listUnit: listUnit) }.map { listUnit + $0 }
        default: return [key + " " + flow(field.node, as: .yaml)]
        }
    }

    /// An element of a list in YAML's block style, behind its dash.
    static func item(_ node: Node, unit: String, listUnit: String) -> [String] {
        guard let fields = node.object?.fields, !fields.isEmpty else { return ["- " + flow(node, as: .yaml)] }
        let lines = fields.flatMap { block($0, unit: unit, listUnit: listUnit) }
        return lines.enumerated().map { ($0.offset == 0 ? "- " : "  ") + $0.element }
    }

    /// Text in YAML that may also stand between brackets.
    private static func inline(_ text: String) -> String {
        let isTaken = text.unicodeScalars.contains { ",[]{}".unicodeScalars.contains($0) }
        let plain = YAMLText.inline(text)
        return isTaken && plain == text ? "'" + text + "'" : plain
    }

    private static func prefixed(_ prefix: String, _ lines: [String]) -> [String] { [prefix + lines[0]] + lines.dropFirst() }

    /// The items with the margin on their first lines and a comma behind all but the last.
    private static func separated(_ items: [[String]], margin: String) -> [String] {
        items.enumerated().flatMap { index, lines in
            var lines = lines
            lines[0] = margin + lines[0]
            if index < items.count - 1 { lines[lines.count - 1] += "," }
            return lines
        }
    }
}
