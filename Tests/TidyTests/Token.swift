/// A word or a sign of Swift code, with the line on which it stands.
struct Token: Hashable, Sendable {
    var text: String
    var line: Int
    /// Whether nothing but white space stands before it on its line.
    var isFirstOnLine: Bool

    /// Splits code into words (letters, digits, `_`) and signs, one character each.
    static func tokens(of code: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var line = 1
        var isFirst = true
        var index = 0
        while index < code.count {
            let start = index
            let byte = code[index]
            index += 1
            if byte == UInt8(ascii: "\n") {
                line += 1
                isFirst = true
                continue
            }
            if byte <= UInt8(ascii: " ") { continue }
            if isWordPart(byte) {
                while index < code.count, isWordPart(code[index]) { index += 1 }
            }
            tokens.append(Token(text: String(decoding: code[start..<index], as: UTF8.self), line: line, isFirstOnLine: isFirst))
            isFirst = false
        }
        return tokens
    }

    /// Letters beyond ASCII belong to words too.
    private static func isWordPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }
}

extension [Token] {
    /// The position of the sign that closes the one at `start`, or nil where the file ends first.
    func closing(of start: Int, _ open: String, _ close: String) -> Int? {
        var depth = 0
        for index in start..<count {
            if self[index].text == open { depth += 1 }
            if self[index].text == close {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// The text at a position, or nothing beyond the ends.
    func text(at index: Int) -> String { indices.contains(index) ? self[index].text : "" }
}
