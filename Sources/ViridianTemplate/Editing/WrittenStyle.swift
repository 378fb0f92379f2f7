/// How somebody writes: what new text has to look like to be taken for theirs.
struct WrittenStyle {
    let format: Template.Format
    /// By how much a level is indented.
    private(set) var unit = "  "
    /// By how much the dash of a list is indented below its key.
    private(set) var listUnit = "  "

    init(_ template: Template, _ text: LinedText, format: Template.Format) {
        self.format = format
        let sections = template.root.fields
        if let unit = sections.lazy.compactMap({ Self.unit(below: $0, text) }).first { self.unit = unit }
        guard format == .yaml else { return }
        if let listUnit = sections.lazy.compactMap({ Self.listUnit(in: $0, text) }).first { self.listUnit = listUnit }
    }

    /// By how much the first key below a key is indented more than that.
    private static func unit(below field: Field, _ text: LinedText) -> String? {
        guard let outer = field.keySource?.start, let inner = field.node.object?.fields.first?.keySource?.start,
            inner.line > outer.line
        else { return nil }
        let (margin, wider) = (text.before(outer), text.before(inner))
        guard margin.isBlank, wider.isBlank, wider.hasPrefix(margin), wider.count > margin.count else { return nil }
        return String(wider.dropFirst(margin.count))
    }

    /// The same of the first list of dashes.
    private static func listUnit(in field: Field, _ text: LinedText) -> String? {
        if let key = field.keySource?.start, let list = field.node.source?.start, field.node.list?.isEmpty == false,
            list.line > key.line, text.byte(at: list) == UInt8(ascii: "-"), list.column >= key.column
        {
            return String(repeating: " ", count: list.column - key.column)
        }
        return fields(below: field.node).lazy.compactMap { listUnit(in: $0, text) }.first
    }

    private static func fields(below node: Node) -> [Field] {
        if let object = node.object { return object.fields }
        return node.children.flatMap(fields)
    }
}
