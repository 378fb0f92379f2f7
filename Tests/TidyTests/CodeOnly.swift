/// Swift source in which comments, the contents of strings and names in backticks are blanks, so that a brace is a brace.
///
/// It knows nested comments, raw and multi-line strings, interpolations (their code is kept) and `#/…/#`. A bare `/…/` regular
/// expression is taken for code: one that holds a quotation mark would confuse it, so write such a one as `#/…/#`.
struct CodeOnly {
    private let input: [UInt8]
    private var output: [UInt8]
    private var index = 0

    /// The source with as many bytes and lines as before.
    static func code(of text: String) -> [UInt8] {
        var scan = CodeOnly(input: Array(text.utf8), output: Array(text.utf8))
        scan.code(insideInterpolation: false)
        return scan.output
    }

    private func byte(_ offset: Int = 0) -> UInt8 { index + offset < input.count ? input[index + offset] : 0 }

    private func matches(_ character: UInt8, times: Int, at offset: Int = 0) -> Bool {
        (0..<times).allSatisfy { byte(offset + $0) == character }
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < input.count {
            if input[index] != UInt8(ascii: "\n") { output[index] = UInt8(ascii: " ") }
            index += 1
        }
    }

    /// Keeps code up to the end of the file, or up to the parenthesis that closes an interpolation.
    private mutating func code(insideInterpolation: Bool) {
        var depth = 0
        while index < input.count {
            switch byte() {
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): lineComment()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): blockComment()
            case UInt8(ascii: "\""): string(hashes: 0)
            case UInt8(ascii: "#"): hash()
            case UInt8(ascii: "`"): backticks()
            case UInt8(ascii: "("):
                depth += 1
                index += 1
            case UInt8(ascii: ")"):
                if insideInterpolation, depth == 0 { return blank() }
                depth -= 1
                index += 1
            default: index += 1
            }
        }
    }

    private mutating func lineComment() {
        while index < input.count, byte() != UInt8(ascii: "\n") { blank() }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                blank(2)
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && index < input.count
    }

    private mutating func backticks() {
        blank()
        while index < input.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") { blank() }
        if byte() == UInt8(ascii: "`") { blank() }
    }

    /// A raw string, an extended regular expression, or a word such as `#expect`.
    private mutating func hash() {
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        switch byte(hashes) {
        case UInt8(ascii: "\""): string(hashes: hashes)
        case UInt8(ascii: "/"):
            blank(hashes + 1)
            while index < input.count, !(byte() == UInt8(ascii: "/") && matches(UInt8(ascii: "#"), times: hashes, at: 1)) {
                blank()
            }
            blank(1 + hashes)
        default: index += hashes
        }
    }

    /// From the first `#` or quotation mark to the end of the string.
    private mutating func string(hashes: Int) {
        let quotes = matches(UInt8(ascii: "\""), times: 3, at: hashes) ? 3 : 1
        blank(hashes + quotes)
        while index < input.count {
            if matches(UInt8(ascii: "\""), times: quotes), matches(UInt8(ascii: "#"), times: hashes, at: quotes) {
                return blank(quotes + hashes)
            }
            if quotes == 1, byte() == UInt8(ascii: "\n") { return }
            if byte() == UInt8(ascii: "\\"), matches(UInt8(ascii: "#"), times: hashes, at: 1) {
                let isInterpolation = byte(1 + hashes) == UInt8(ascii: "(")
                blank(2 + hashes)
                if isInterpolation { code(insideInterpolation: true) }
            } else {
                blank()
            }
        }
    }
}
