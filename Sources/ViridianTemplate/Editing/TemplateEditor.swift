/// Finds the edits that could make a change, the likeliest first.
struct TemplateEditor {
    let template: Template
    let text: LinedText
    let style: WrittenStyle

    func candidates(for change: Change) -> [TextEdit] {
        let root = Node(.object(template.root))
        switch change {
        case .insert(let field, let path, let key):
            guard let object = root.below(path[...]) else { return [] }
            return insertions(of: field, into: object, isSection: path.count == 1, after: key)
        case .append(let item, let path):
            return root.below(path[...]).flatMap { append(item, to: $0) }.map { [$0] } ?? []
        case .replace(let path, let node):
            return root.below(path[...]).flatMap { replace($0, with: node) }.map { [$0] } ?? []
        case .remove(let path):
            guard let key = path.last, let object = root.below(path.dropLast()) else { return [] }
            return remove(key, from: object).map { [$0] } ?? []
        }
    }

    // MARK: Insertions

    private func insertions(of field: Field, into node: Node, isSection: Bool, after key: String?) -> [TextEdit] {
        guard let fields = node.object?.fields else { return [] }
        guard let last = fields.last else { return node.source.flatMap { fill($0, with: field) }.map { [$0] } ?? [] }
        let anchors = [key.flatMap { key in fields.first { $0.key == key } }, last, fields[0]].compactMap { $0 }
        return anchors.compactMap { anchor in
            isBlock(anchor, in: node)
                ? insertBlock(field, behind: anchor, isSection: isSection) : insertFlow(field, behind: anchor)
        }
    }

    /// Whether fields stand on lines of their own, without brackets.
    private func isBlock(_ field: Field, in node: Node) -> Bool {
        guard style.format == .yaml, let start = node.source?.start ?? field.keySource?.start else {
            return style.format == .yaml
        }
        return text.byte(at: start) != UInt8(ascii: "{")
    }

    private func insertBlock(_ field: Field, behind anchor: Field, isSection: Bool) -> TextEdit? {
        guard let key = anchor.keySource, let end = end(of: anchor), text.after(end).isBlankOrComment else { return nil }
        let margin = String(repeating: " ", count: key.start.column - 1)
        var lines = Fragment.block(field, unit: style.unit, listUnit: style.listUnit).map { margin + $0 }
        // Where sections have air between their things, the new one has it too.
        if isSection, key.start.line > 1, text.line(key.start.line - 1).isBlank { lines.insert("", at: 0) }
        return insert(lines, belowLine: end.line)
    }

    private func insert(_ lines: [String], belowLine number: Int) -> TextEdit {
        let lineEnd = text.lineEnd(number)
        guard lineEnd.isEmpty else {
            let place = SourcePosition(line: number + 1, column: 1)
            return edit(from: place, to: place, lines.map { $0 + lineEnd }.joined())
        }
        // The last line has no end, and the new last one gets none.
        let place = text.end(ofLine: number)
        return edit(from: place, to: place, lines.map { text.usualLineEnd + $0 }.joined())
    }

    private func insertFlow(_ field: Field, behind anchor: Field) -> TextEdit? {
        guard let key = anchor.keySource, let end = end(of: anchor) else { return nil }
        let margin = text.before(key.start)
        let isQuoted = text.byte(at: key.start) == UInt8(ascii: "\"")
        let format: Template.Format = isQuoted ? .json : style.format
        guard margin.isBlank else {
            let colon = text.text(from: key.end, to: anchor.node.source?.start ?? key.end)
            let written = Fragment.key(field.key, format) + ": " + Fragment.flow(field.node, as: format)
            return edit(from: end, to: end, (colon == ":" ? "," : ", ") + written)
        }
        let lines =
            format == .json ? Fragment.json(field.node, margin: margin, unit: style.unit) : [Fragment.flow(field.node, as: .yaml)]
        let written = lines.joined(separator: text.usualLineEnd)
        return edit(from: end, to: end, "," + text.usualLineEnd + margin + Fragment.key(field.key, format) + ": " + written)
    }

    /// Something between brackets that held nothing.
    private func fill(_ range: SourceRange, with field: Field) -> TextEdit? {
        let written = Fragment.key(field.key, style.format) + ": "
        guard style.format == .json, text.lineCount > 2 else {
            return edit(from: range.start, to: range.end, "{" + written + Fragment.flow(field.node, as: style.format) + "}")
        }
        let margin = text.line(range.start.line).margin
        let lines = Fragment.json(Node(.object(Object([field]))), margin: margin, unit: style.unit)
        return edit(from: range.start, to: range.end, lines.joined(separator: text.usualLineEnd))
    }

    // MARK: Lists

    private func append(_ item: Node, to list: Node) -> TextEdit? {
        guard let nodes = list.list, let range = list.source else { return nil }
        guard let last = nodes.last?.source else {
            return edit(from: range.start, to: range.end, "[" + Fragment.flow(item, as: style.format) + "]")
        }
        if style.format == .yaml, text.byte(at: range.start) == UInt8(ascii: "-") {
            guard text.after(last.end).isBlankOrComment else { return nil }
            let margin = String(repeating: " ", count: range.start.column - 1)
            let isFlow = text.byte(at: last.start) == UInt8(ascii: "{")
            let lines =
                isFlow
                ? ["- " + Fragment.flow(item, as: .yaml)] : Fragment.item(item, unit: style.unit, listUnit: style.listUnit)
            return insert(lines.map { margin + $0 }, belowLine: last.end.line)
        }
        let margin = text.before(last.start)
        guard margin.isBlank else { return edit(from: last.end, to: last.end, ", " + Fragment.flow(item, as: style.format)) }
        let lines =
            style.format == .json
            ? Fragment.json(item, margin: margin, unit: style.unit) : [Fragment.flow(item, as: .yaml)]
        return edit(
            from: last.end, to: last.end, "," + text.usualLineEnd + margin + lines.joined(separator: text.usualLineEnd))
    }

    // MARK: Replacements and removals

    /// A scalar keeps its quotes.
    private func replace(_ node: Node, with new: Node) -> TextEdit? {
        guard let range = node.source else { return nil }
        let quote = text.byte(at: range.start).map { String(Unicode.Scalar($0)) }
        if let quote, ["'", "\""].contains(quote), let new = new.string, !new.contains(where: { "'\"\\".contains($0) }) {
            return edit(from: range.start, to: range.end, quote + new + quote)
        }
        return edit(from: range.start, to: range.end, Fragment.flow(new, as: style.format))
    }

    private func remove(_ key: String, from node: Node) -> TextEdit? {
        guard let fields = node.object?.fields, let index = fields.firstIndex(where: { $0.key == key }),
            let range = fields[index].keySource, let end = end(of: fields[index])
        else { return nil }
        let next = index + 1 < fields.count ? fields[index + 1].keySource?.start : nil
        guard isBlock(fields[index], in: node) else {
            if index > 0, let before = self.end(of: fields[index - 1]) { return edit(from: before, to: end, "") }
            if let next { return edit(from: range.start, to: next, "") }
            return node.source.map { edit(from: $0.start, to: $0.end, "{}") }
        }
        guard fields.count > 1 else { return nil }
        // Behind a dash the next field moves up.
        guard text.before(range.start).isBlank else { return next.map { edit(from: range.start, to: $0, "") } }
        guard text.after(end).isBlankOrComment else { return nil }
        return removeLines(range.start.line...end.line)
    }

    private func removeLines(_ lines: ClosedRange<Int>) -> TextEdit {
        var first = lines.lowerBound
        let behind = lines.upperBound + 1
        // Of the blank lines around it one is enough.
        if first > 1, text.line(first - 1).isBlank, behind > text.lineCount || text.line(behind).isBlank { first -= 1 }
        let start = SourcePosition(line: first, column: 1)
        guard text.lineEnd(lines.upperBound).isEmpty, first > 1 else {
            return edit(from: start, to: SourcePosition(line: behind, column: 1), "")
        }
        return edit(from: text.end(ofLine: first - 1), to: text.end(ofLine: lines.upperBound), "")
    }

    // MARK: Places

    /// Where a field ends. An alias has the place of what it names, which is before: the field ends behind its name then.
    private func end(of field: Field) -> SourcePosition? {
        guard let key = field.keySource else { return nil }
        guard let value = field.node.source, value.start < key.end else { return max(key.end, field.node.source?.end ?? key.end) }
        let rest = Array(text.after(key.end).unicodeScalars)
        guard let star = rest.firstIndex(of: "*") else { return nil }
        let length = rest[star...].prefix { !" \t,[]{}".unicodeScalars.contains($0) }.count
        return SourcePosition(line: key.end.line, column: key.end.column + star + length)
    }

    private func edit(from start: SourcePosition, to end: SourcePosition, _ replacement: String) -> TextEdit {
        TextEdit(range: SourceRange(file: template.name, start: start, end: end), replacement: replacement)
    }
}
