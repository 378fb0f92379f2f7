/// A comment in YAML that is addressed to Viridian: `# viridian:accept plain-http: no certificate yet`.
public struct Comment: Hashable, Sendable {
    /// What follows `viridian:`, without blanks at its ends.
    public var text: String
    /// From its `#` to the end of its line.
    public var source: SourceRange
    /// The line that it is about: its own where something stands before it, otherwise the next one with more than a comment.
    public var subjectLine: Int

    private static let address = Array("viridian:".utf8)

    /// The comments of a text. Which of them stand inside a text over several lines is known to whoever has its tree.
    static func all(in text: TemplateText) -> [Comment] {
        // Nearly every template has none, and is looked through once.
        guard contains(text.bytes, address) else { return [] }
        var comments: [Comment] = []
        var waiting: [Int] = []
        var line = 0
        for bytes in lines(of: text.bytes) {
            line += 1
            guard let content = bytes.firstIndex(where: { !TemplateText.isBlank($0) }) else { continue }
            let isAlone = bytes[content] == UInt8(ascii: "#")
            if !isAlone {
                for index in waiting { comments[index].subjectLine = line }
                waiting = []
            }
            guard let (start, words) = comment(in: bytes) else { continue }
            func position(_ offset: Int) -> SourcePosition {
                let column = bytes[bytes.startIndex..<offset].count { $0 & 0xC0 != 0x80 } + 1
                return SourcePosition(line: line, column: column)
            }
            let source = SourceRange(file: text.file, start: position(start), end: position(bytes.endIndex))
            if isAlone { waiting.append(comments.count) }
            comments.append(Comment(text: words, source: source, subjectLine: line))
        }
        return comments
    }

    /// The place and the words of a comment to us: a `#` behind a blank, or at the beginning, and then the address.
    private static func comment(in line: ArraySlice<UInt8>) -> (start: Int, words: String)? {
        for start in line.indices where line[start] == UInt8(ascii: "#") {
            guard start == line.startIndex || TemplateText.isBlank(line[start - 1]) else { continue }
            let rest = line[(start + 1)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            guard rest.starts(with: address) else { continue }
            let words = String(decoding: rest.dropFirst(address.count), as: UTF8.self)
            return (start, String(trimmed(words[...])))
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// Lines as ``TextCursor`` counts them: they end at LF, CR or CR LF.
    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var (lines, start, index) = ([ArraySlice<UInt8>](), 0, 0)
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            lines.append(bytes[start..<(index - 1)])
            if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            start = index
        }
        lines.append(bytes[start...])
        return lines
    }

    private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count >= wanted.count else { return false }
            for start in 0...(bytes.count - wanted.count) where bytes[start] == wanted[0] {
                if bytes[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
            }
            return false
        }
    }
}
