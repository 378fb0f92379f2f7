extension YAMLReader {
    /// A text in single or double quotes.
    mutating func readQuoted() throws(TemplateError) -> Scalar {
        let start = cursor.position
        let quote = cursor.peek()
        cursor.step(1)
        let simple = readQuotesOnOneLine(quote)
        let text = if let simple { simple } else { try readQuotes(quote, since: start) }
        bytesRead += text.utf8.count
        return Scalar(text: text, isPlain: false, range: SourceRange(in: source, start, cursor.position))
    }

    /// What nearly all are: on one line, without escapes.
    private mutating func readQuotesOnOneLine(_ quote: UInt8) -> String? {
        var length = 0
        while cursor.peek(length) != quote {
            let byte = cursor.peek(length)
            if Self.isBreakOrEnd(byte) || byte == UInt8(ascii: "\\") { return nil }
            length += 1
        }
        if quote == UInt8(ascii: "'"), cursor.peek(length + 1) == quote { return nil }
        let from = cursor.offset
        cursor.step(length)
        let text = cursor.text(from: from)
        cursor.step(1)
        return text
    }

    private mutating func readQuotes(_ quote: UInt8, since start: SourcePosition) throws(TemplateError) -> String {
        var text: [UInt8] = []
        while true {
            if cursor.isAtMarker(UInt8(ascii: "-")) || cursor.isAtMarker(UInt8(ascii: ".")) {
                throw invalid("found unexpected document indicator while scanning a quoted scalar", since: start)
            }
            switch cursor.peek() {
            case 0 where cursor.isAtEnd:
                throw invalid("found unexpected end of stream while scanning a quoted scalar", since: start)
            case quote where quote == UInt8(ascii: "'") && cursor.peek(1) == quote:
                text.append(quote)
                cursor.step(2)
            case quote:
                cursor.step(1)
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
                try readEscape(into: &text, since: start)
            case 0x20, 0x09, 0x0A, 0x0D:
                readBlanks(into: &text)
            case let byte:
                text.append(byte)
                cursor.step(1)
            }
        }
    }

    /// Blanks between words stay; around line ends they don't. One line end is a blank, of several each but the first stays.
    private mutating func readBlanks(into text: inout [UInt8]) {
        let from = cursor.offset
        cursor.skip(while: Self.isBlank)
        guard cursor.peek() == 0x0A || cursor.peek() == 0x0D else {
            text += cursor.bytes[from..<cursor.offset]
            return
        }
        let lines = skipLineEnds()
        text += lines == 1 ? [0x20] : [UInt8](repeating: 0x0A, count: lines - 1)
    }

    /// Skips line ends and all blanks behind them; says how many line ends there were.
    private mutating func skipLineEnds() -> Int {
        let line = cursor.line
        cursor.skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        return cursor.line - line
    }

    private mutating func readEscape(into text: inout [UInt8], since start: SourcePosition) throws(TemplateError) {
        let letter = cursor.peek(1)
        if letter == 0x0A || letter == 0x0D {
            // The line end is none, and so are the blanks that begin the next line.
            cursor.step(1)
            let lines = skipLineEnds()
            text += [UInt8](repeating: 0x0A, count: lines - 1)
            return
        }
        switch letter {
        case UInt8(ascii: "x"): return try readCode(digits: 2, into: &text, since: start)
        case UInt8(ascii: "u"): return try readCode(digits: 4, into: &text, since: start)
        case UInt8(ascii: "U"): return try readCode(digits: 8, into: &text, since: start)
        default: break
        }
        guard let scalar = Self.escapes[letter] else {
            throw invalid("found unknown escape character while parsing a quoted scalar", since: start)
        }
        guard scalar != "\0" else {
            throw .nulCharacter(file: file, at: start)
        }
        text += Array(String(scalar).utf8)
        cursor.step(2)
    }

    private mutating func readCode(
        digits: Int, into text: inout [UInt8], since start: SourcePosition
    ) throws(TemplateError) {
        cursor.step(2)
        var value: UInt32 = 0
        for index in 0..<digits {
            guard let digit = Character(Unicode.Scalar(cursor.peek(index))).hexDigitValue else {
                throw invalid("did not find expected hexadecimal number while parsing a quoted scalar", since: start)
            }
            value = value << 4 | UInt32(digit)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw invalid("found invalid Unicode character escape code while parsing a quoted scalar", since: start)
        }
        guard value != 0 else {
            throw .nulCharacter(file: file, at: start)
        }
        text += Array(String(scalar).utf8)
        cursor.step(digits)
    }

    /// What a letter behind a backslash stands for.
    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t", 0x09: "\t",
        UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "r"): "\r",
        UInt8(ascii: "e"): "\u{1B}", 0x20: " ", UInt8(ascii: "\""): "\"", UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\",
        UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}", UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
    ]
}
