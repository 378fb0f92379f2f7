import Yams

/// Finds the places of Yams' nodes in the text: where their content starts behind tag and anchor, and where it ends.
struct YAMLPlaces {
    private let bytes: [UInt8]
    /// The offset at which each line starts, and whether the line is all ASCII, so that a column is an offset.
    private var lines: [(offset: Int, isASCII: Bool)] = []
    /// The last place that was looked up: documents are read from front to back, so the next one is near.
    private var last: TextCursor

    init(_ text: TemplateText) {
        bytes = text.bytes
        last = TextCursor(bytes)
        lines = bytes.withUnsafeBufferPointer(Self.lines)
    }

    private static func lines(of bytes: UnsafeBufferPointer<UInt8>) -> [(offset: Int, isASCII: Bool)] {
        var lines: [(offset: Int, isASCII: Bool)] = []
        var start = 0
        var isASCII = true
        for (offset, byte) in bytes.enumerated() {
            if byte >= 0x80 { isASCII = false }
            let isEnd = byte == 0x0A || (byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A))
            guard isEnd else { continue }
            lines.append((start, isASCII))
            start = offset + 1
            isASCII = true
        }
        return lines + [(start, isASCII)]
    }

    func start(of node: Yams.Node) -> SourcePosition {
        node.mark.map { SourcePosition(line: $0.line, column: $0.column) } ?? SourcePosition(line: 1, column: 1)
    }

    /// Whether a mark stands behind a place.
    func isBehind(_ cursor: TextCursor) -> (Yams.Mark) -> Bool {
        { SourcePosition(line: $0.line, column: $0.column) > cursor.position }
    }

    /// A cursor at a place that Yams or an earlier cursor named.
    mutating func cursor(at position: SourcePosition) -> TextCursor {
        guard position.line <= lines.count else { return last }
        let line = lines[position.line - 1]
        var cursor = last
        if line.isASCII || cursor.line != position.line || cursor.column > position.column {
            cursor.line = position.line
            cursor.column = line.isASCII ? position.column : 1
            cursor.offset = min(line.offset + cursor.column - 1, bytes.count)
        }
        while cursor.line == position.line, cursor.column < position.column, !cursor.isAtEnd { cursor.advance() }
        // Behind the last byte of a scalar its continuation bytes may wait.
        cursor.skip { $0 & 0xC0 == 0x80 }
        last = cursor
        return cursor
    }

    mutating func later(_ cursor: TextCursor, _ position: SourcePosition?) -> TextCursor {
        guard let position, cursor.position < position else { return cursor }
        return self.cursor(at: position)
    }

    /// Where the value itself starts: behind its tag and its anchor.
    mutating func content(of node: Yams.Node, at start: SourcePosition) -> TextCursor {
        var cursor = cursor(at: start)
        if case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style == .plain, scalar.tag.rawValue.isEmpty {
            return cursor
        }
        while cursor.byte == UInt8(ascii: "!") || cursor.byte == UInt8(ascii: "&") {
            cursor.skip { !Self.isBlank($0) && !(Self.isFlow($0) && node.scalar?.string.isEmpty == true) }
            let behind = cursor
            Self.skipBlanksAndComments(&cursor)
            // A tag with nothing behind it has its value at once.
            if case .scalar(let scalar) = node, scalar.string.isEmpty, scalar.style == .plain { return behind }
        }
        return cursor
    }

    mutating func endOfWord(at position: SourcePosition) -> SourcePosition {
        var cursor = cursor(at: position)
        while cursor.byte == UInt8(ascii: "&") {
            cursor.skip { !Self.isBlank($0) }
            Self.skipBlanksAndComments(&cursor)
        }
        cursor.skip { !Self.isBlank($0) && !Self.isFlow($0) }
        return cursor.position
    }

    /// The end of a flow collection: behind its closing bracket.
    func behindBracket(from start: TextCursor, opened: Bool) -> TextCursor {
        var cursor = start
        if opened, !cursor.isAtEnd { cursor.advance() }
        while let byte = cursor.byte {
            if byte == UInt8(ascii: "#") { cursor.skip { $0 != 0x0A && $0 != 0x0D } }
            if cursor.isAtEnd { break }
            cursor.advance()
            if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { break }
        }
        return cursor
    }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    static func isFlow(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D
    }

    static func skipBlanksAndComments(_ cursor: inout TextCursor) {
        cursor.skip(while: isBlank)
        while cursor.byte == UInt8(ascii: "#") {
            cursor.skip { $0 != 0x0A && $0 != 0x0D }
            cursor.skip(while: isBlank)
        }
    }
}
