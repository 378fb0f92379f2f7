/// A piece of text that takes the place of another. An empty range inserts, an empty replacement removes.
public struct TextEdit: Hashable, Sendable {
    /// What goes.
    public var range: SourceRange
    /// What comes.
    public var replacement: String
}

/// A text by its lines, to be looked at and changed at places.
struct LinedText {
    /// The text, without a byte order mark.
    let bytes: [UInt8]
    /// The offset at which each line starts.
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() {
            let isReturn = byte == 0x0D && (offset + 1 == bytes.count || bytes[offset + 1] != 0x0A)
            if byte == 0x0A || isReturn { starts.append(offset + 1) }
        }
        self.starts = starts
    }

    var lineCount: Int { starts.count }

    /// A line without its end.
    func line(_ number: Int) -> String { String(decoding: bytes[content(of: number)], as: UTF8.self) }

    /// How a line ends; empty for the last one.
    func lineEnd(_ number: Int) -> String {
        let next = number < starts.count ? starts[number] : bytes.count
        return String(decoding: bytes[content(of: number).upperBound..<next], as: UTF8.self)
    }

    /// How lines end here: as the first does.
    var usualLineEnd: String { lineCount > 1 ? lineEnd(1) : "\n" }

    func byte(at position: SourcePosition) -> UInt8? {
        let offset = offset(of: position)
        return offset < bytes.count ? bytes[offset] : nil
    }

    /// Where a line ends, before its line break.
    func end(ofLine number: Int) -> SourcePosition {
        SourcePosition(line: number, column: line(number).unicodeScalars.count + 1)
    }

    /// What stands on a line before a place, and from it on.
    func before(_ position: SourcePosition) -> String {
        String(decoding: bytes[start(ofLine: position.line)..<offset(of: position)], as: UTF8.self)
    }

    func after(_ position: SourcePosition) -> String {
        let (start, end) = (offset(of: position), content(of: position.line).upperBound)
        return String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
    }

    func text(from start: SourcePosition, to end: SourcePosition) -> String {
        let (first, last) = (offset(of: start), offset(of: end))
        return first <= last ? String(decoding: bytes[first..<last], as: UTF8.self) : ""
    }

    func applying(_ edit: TextEdit) -> [UInt8]? {
        let (start, end) = (offset(of: edit.range.start), offset(of: edit.range.end))
        guard start <= end else { return nil }
        return bytes[..<start] + Array(edit.replacement.utf8) + bytes[end...]
    }

    private func offset(of position: SourcePosition) -> Int {
        var offset = start(ofLine: position.line)
        var column = 1
        while offset < bytes.count, column < position.column {
            offset += 1
            while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return offset
    }

    private func start(ofLine number: Int) -> Int { number <= starts.count ? starts[max(number, 1) - 1] : bytes.count }

    private func content(of number: Int) -> Range<Int> {
        let start = start(ofLine: number)
        var end = number < starts.count ? starts[number] : bytes.count
        while end > start, number < starts.count, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }
}

extension String {
    /// Whether nothing but blanks stands here.
    var isBlank: Bool { allSatisfy { $0 == " " || $0 == "\t" } }
    /// Whether nothing but blanks and a comment of YAML stands here.
    var isBlankOrComment: Bool { isBlank || drop { $0 == " " || $0 == "\t" }.first == "#" }
    /// The blanks with which it begins.
    var margin: String { String(prefix { $0 == " " || $0 == "\t" }) }
}
