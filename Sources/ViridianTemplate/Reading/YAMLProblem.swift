import Yams

/// What Yams objects to, in our words and at the right place.
enum YAMLProblem {
    static func explain(_ error: any Error, text: TemplateText) -> TemplateError {
        guard let error = error as? YamlError else {
            return invalid("the text can't be read as YAML", at: nil, text: text)
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            return syntax(problem, context: context, at: SourcePosition(line: mark.line, column: mark.column), text: text)
        case .composer(_, let problem, let mark, _):
            let place = SourcePosition(line: mark.line, column: mark.column)
            if problem.contains("undefined alias") {
                return TemplateError(
                    .unknownAlias, file: text.file, at: place, "this alias has no anchor before it",
                    advice: "Set the anchor (&name) on a value that ends before the alias, "
                        + "or put quotes around a text that begins with *."
                )
            }
            guard problem.contains("another document") else { return invalid(problem, at: place, text: text) }
            return TemplateError(
                .trailingContent, file: text.file, at: place, "the template ends before this place, but another document follows",
                advice: "One file holds one template: remove the --- or what follows it.")
        case .reader(let problem, _, let value, _):
            let place = position(of: value, in: text)
            return invalid("\(problem) (U+\(hex(UInt32(bitPattern: value))))", at: place, text: text)
        case .duplicatedKeysInMapping(let keys, let context):
            let first = SourcePosition(line: context.mark.line, column: context.mark.column)
            return duplicate(key: keys.first ?? "", first: first, text: text)
        case .memory:
            // libyaml stops at a thousand levels and calls it so.
            return .nestedTooDeeply(file: text.file, at: nil)
        default:
            return invalid("the text can't be read as YAML", at: nil, text: text)
        }
    }

    private static func syntax(
        _ problem: String, context: YamlError.Context?, at place: SourcePosition, text: TemplateText
    ) -> TemplateError {
        var places = YAMLPlaces(text)
        let cursor = places.cursor(at: place)
        if cursor.byte == 0x09 {
            return TemplateError(
                .tabInIndentation, file: text.file, at: place, "a tab stands where YAML allows only spaces",
                advice: "Indent with spaces.")
        }
        if problem.contains("nesting level") { return .nestedTooDeeply(file: text.file, at: place) }
        if cursor.byte == UInt8(ascii: "!"), cursor.offset > 0 {
            return TemplateError(
                .invalidYAML, file: text.file, at: place, "a tag can't stand here, such as a second one before the same value",
                advice: "Write the outer function in its long form: Fn::Base64: !Sub …")
        }
        let origin = context.map { context in
            context.mark.line == place.line && context.mark.column == place.column
                ? " \(context.text)" : " \(context.text) that starts in line \(context.mark.line), column \(context.mark.column)"
        }
        return invalid(problem + (origin ?? ""), at: place, text: text)
    }

    private static func invalid(_ problem: String, at place: SourcePosition?, text: TemplateText) -> TemplateError {
        TemplateError(
            .invalidYAML, file: text.file, at: place, "the YAML is not well-formed: \(problem)",
            advice: "Check the indentation, the quotes and the colons here and in the line above.")
    }

    /// Yams names the first of two equal keys and nothing more. With that one made different, the document composes, and the
    /// second is the one that stands in the same object.
    private static func duplicate(key: String, first: SourcePosition, text: TemplateText) -> TemplateError {
        var changed = text
        var mark = first
        var renamed: Set<SourcePosition> = []
        // Each attempt reads the whole text again: a long one, full of equal keys, must do with the first place.
        for attempt in 0..<min(20, 1 + 2_000_000 / max(text.bytes.count, 1)) {
            guard change(&changed, keyAt: mark, attempt: attempt) else { break }
            do {
                guard let root = try YAMLReader.composeRaw(changed.bytes) else { break }
                let second = position(ofSecond: key, renamed, besideKeyAt: first, in: root) ?? first
                return .duplicateKey(key, file: text.file, at: second, first: first)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                // Another pair elsewhere, or a third of the same: make that one different too.
                mark = SourcePosition(line: context.mark.line, column: context.mark.column)
                if keys.first == key { renamed.insert(mark) }
            } catch {
                break
            }
        }
        return .duplicateKey(key, file: text.file, at: first, first: first)
    }

    /// Replaces the first character of a key by one of Unicode's private ones, which moves no column.
    private static func change(_ text: inout TemplateText, keyAt mark: SourcePosition, attempt: Int) -> Bool {
        var places = YAMLPlaces(text)
        var cursor = places.cursor(at: mark)
        while cursor.byte == UInt8(ascii: "!") || cursor.byte == UInt8(ascii: "&") {
            cursor.skip { !YAMLPlaces.isBlank($0) }
            YAMLPlaces.skipBlanksAndComments(&cursor)
        }
        if cursor.byte == UInt8(ascii: "'") || cursor.byte == UInt8(ascii: "\"") { cursor.advance() }
        let start = cursor.offset
        guard !cursor.isAtEnd else { return false }
        cursor.advance()
        cursor.skip { $0 & 0xC0 == 0x80 }
        text.bytes.replaceSubrange(start..<cursor.offset, with: String(Unicode.Scalar(UInt16(0xE000 + attempt)) ?? "_").utf8)
        return true
    }

    private static func position(
        ofSecond key: String, _ renamed: Set<SourcePosition>, besideKeyAt first: SourcePosition, in node: Yams.Node
    ) -> SourcePosition? {
        var open = [node]
        // Aliases can make the tree larger than any memory; then the first place must do.
        for _ in 0..<200_000 {
            guard let node = open.popLast() else { return nil }
            switch node {
            case .mapping(let mapping):
                let keys = mapping.compactMap { pair in
                    pair.key.mark.map { (SourcePosition(line: $0.line, column: $0.column), pair.key.scalar?.string) }
                }
                if keys.contains(where: { $0.0 == first }) {
                    return keys.first { $0.0 > first && ($0.1 == key || renamed.contains($0.0)) }?.0
                }
                open += mapping.map(\.value)
            case .sequence(let sequence): open += sequence
            default: break
            }
        }
        return nil
    }

    private static func position(of value: Int32, in text: TemplateText) -> SourcePosition? {
        var cursor = TextCursor(text.bytes)
        let wanted = Unicode.Scalar(UInt32(bitPattern: value)).map { Array(String($0).utf8) } ?? []
        guard !wanted.isEmpty else { return nil }
        while !cursor.isAtEnd {
            if cursor.bytes[cursor.offset...].starts(with: wanted) { return cursor.position }
            cursor.advance()
        }
        return nil
    }
}
