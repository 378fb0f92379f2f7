/// Reads YAML 1.1 in one pass as CloudFormation takes it: with short tags, without merge keys, with exact places.
///
/// Our own, because no parser at hand tells where a value ends, which of two equal keys is the second, or what a large alias
/// costs before it is put in. What YAML it takes is what libyaml takes, with two exceptions: `%TAG` is refused, and the line
/// breaks that only YAML 1.1 knows (U+0085, U+2028, U+2029) are characters like others, as in YAML 1.2.
struct YAMLReader {
    let file: String
    let source: SourceFile
    var cursor: TextCursor
    /// What an alias can stand for: every anchor whose value has ended.
    var anchors: [String: Anchored] = [:]
    /// Of each, aliases count as what they stand for.
    var nodesRead = 0
    var bytesRead = 0
    /// The deepest level that was reached since somebody last asked.
    var deepest = 0
    /// Tags that nobody knows, where they are collected instead of ending the reading.
    private(set) var unknownTags: [TemplateError] = []
    private let collectsUnknownTags: Bool
    private let firstControl: Int?

    init(_ text: TemplateText, collectsUnknownTags: Bool = false) {
        self.collectsUnknownTags = collectsUnknownTags
        file = text.file
        firstControl = text.firstControl
        source = SourceFile(file)
        cursor = TextCursor(text.bytes)
    }

    mutating func readDocument() throws(TemplateError) -> Node {
        try checkCharacters()
        try skipToContent(tabs: false)
        let hasDirectives = try readDirectives()
        let hasMarker = cursor.isAtMarker(UInt8(ascii: "-"))
        if hasMarker {
            cursor.step(3)
        } else if hasDirectives {
            throw invalid("a directive is followed by ---, but \(cursor.found) stands here")
        } else if cursor.isAtEnd {
            throw TemplateError(
                .emptyFile, file: file, "the template holds nothing but comments",
                advice: "A template needs at least a Resources section.")
        }
        // What stands behind --- on its line is a value, and no key.
        let root = try readBlockNode(in: 0, mayOpen: !hasMarker, takesDashes: false, depth: 0)
        try readEnd()
        return root
    }

    private mutating func readEnd() throws(TemplateError) {
        try skipToContent(tabs: true)
        while cursor.isAtMarker(UInt8(ascii: ".")) {
            cursor.step(3)
            try skipToContent(tabs: true)
        }
        if cursor.isAtEnd { return }
        guard cursor.isAtMarker(UInt8(ascii: "-")) else {
            throw invalid("the template has ended before this place, but \(cursor.found) follows")
        }
        throw TemplateError(
            .trailingContent, file: file, at: cursor.position,
            "the template ends before this place, but another document follows",
            advice: "One file holds one template: remove the --- or what follows it.")
    }

    // MARK: What a node costs

    /// To be asked before a node is read: its level, and whether the whole has not grown too large.
    mutating func enter(depth: Int, at place: SourcePosition) throws(TemplateError) {
        guard depth < Template.depthMaximum else { throw .nestedTooDeeply(file: file, at: place) }
        deepest = max(deepest, depth)
        try count(nodes: 1, bytes: 0, at: place)
    }

    mutating func count(nodes: Int, bytes: Int, at place: SourcePosition) throws(TemplateError) {
        nodesRead += nodes
        bytesRead += bytes
        guard nodesRead < 500_000, bytesRead < 10_000_000 else {
            throw TemplateError(
                .aliasesTooLarge, file: file, at: place, "the aliases of this template expand to more than it could hold",
                advice: "Write the values out, or use fewer aliases (*name).")
        }
    }

    // MARK: Between the values

    /// Skips blanks, comments and line ends; says whether there was a line end. In front of what may be a key or a dash, and in
    /// each line behind, a tab would be indentation; not so between brackets.
    @discardableResult
    mutating func skipToContent(tabs: Bool = true, inFlow: Bool = false) throws(TemplateError) -> Bool {
        var isNewLine = false
        while true {
            switch cursor.peek() {
            case 0x20: cursor.step(1)
            case 0x09 where inFlow || tabs && !isNewLine: cursor.step(1)
            case 0x09:
                throw tab(at: cursor.position)
            case UInt8(ascii: "#"): cursor.skipLine()
            case 0x0A, 0x0D:
                cursor.advance()
                isNewLine = true
            default: return isNewLine
            }
        }
    }

    /// `%YAML 1.1` and the like, before the document.
    private mutating func readDirectives() throws(TemplateError) -> Bool {
        var found = false
        while cursor.column == 1, cursor.peek() == UInt8(ascii: "%") {
            let start = cursor.offset
            let place = cursor.position
            cursor.skipLine()
            let words = String(decoding: cursor.bytes[start..<cursor.offset], as: UTF8.self).split(whereSeparator: \.isWhitespace)
            guard words.first == "%YAML", words.count > 1, ["1.1", "1.2"].contains(words[1]) else {
                throw invalid("the one directive that a template may have is %YAML 1.1", at: place)
            }
            found = true
            try skipToContent(tabs: false)
        }
        return found
    }

    // MARK: Errors

    /// YAML takes no control characters but tabs and line ends, and no byte order mark behind the first.
    private func checkCharacters() throws(TemplateError) {
        guard let firstControl else { return }
        let bytes = cursor.bytes
        for offset in firstControl..<bytes.count {
            let isAllowed =
                switch bytes[offset] {
                case 0x09, 0x0A, 0x0D: true
                case 0xC2: bytes[offset + 1] >= 0xA0 || bytes[offset + 1] == 0x85
                case 0xEF:
                    !(bytes[offset + 1] == 0xBB && bytes[offset + 2] == 0xBF)
                        && !(bytes[offset + 1] == 0xBF && bytes[offset + 2] >= 0xBE)
                case 0x20..<0x7F, 0x80...: true
                default: false
                }
            if isAllowed { continue }
            var place = cursor
            place.advance(by: offset)
            let scalar = String(decoding: bytes[offset..<min(offset + 3, bytes.count)], as: UTF8.self).unicodeScalars.first
            throw invalid("control characters are not allowed (U+\(hex(scalar?.value ?? 0)))", at: place.position)
        }
    }

    func invalid(_ problem: String, at place: SourcePosition? = nil) -> TemplateError {
        TemplateError(
            .invalidYAML, file: file, at: place ?? cursor.position, "the YAML is not well-formed: \(problem)",
            advice: "Check the indentation, the quotes and the colons here and in the line above.")
    }

    /// The same with the beginning of what is not right.
    func invalid(_ problem: String, since start: SourcePosition) -> TemplateError {
        let place = cursor.position
        return invalid(
            start == place ? problem : "\(problem) that starts in line \(start.line), column \(start.column)", at: place)
    }

    func tab(at place: SourcePosition) -> TemplateError {
        TemplateError(
            .tabInIndentation, file: file, at: place, "a tab stands where YAML allows only spaces", advice: "Indent with spaces.")
    }

    /// The name of a function that nobody knows, or an error.
    mutating func unknownFunction(_ tag: String, at place: SourcePosition) throws(TemplateError) -> String {
        let error = TemplateError(
            .unknownTag, file: file, at: place, "\(tag) is no function of CloudFormation",
            advice:
                "Tags are case-sensitive: !Ref, !GetAtt, !Sub, !Join and the others are; text that begins with ! needs quotes.")
        guard collectsUnknownTags, tag.hasPrefix("!") else { throw error }
        unknownTags.append(error)
        return "Fn::" + tag.dropFirst()
    }

    static func isBlankOrEnd(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D || byte == 0
    }
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    static func isBreakOrEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0 }
    static func isFlow(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D
    }
}

extension TextCursor {
    /// Whether `---` or `...` stands here at the beginning of a line.
    func isAtMarker(_ byte: UInt8) -> Bool {
        column == 1 && peek() == byte && peek(1) == byte && peek(2) == byte && YAMLReader.isBlankOrEnd(peek(3))
    }

    /// Whether a document of YAML ends here, if it hasn't before.
    var isAtEndOfDocument: Bool { isAtEnd || isAtMarker(UInt8(ascii: "-")) || isAtMarker(UInt8(ascii: ".")) }
}
