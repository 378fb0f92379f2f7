extension JSONReader {
    mutating func readWord() throws(TemplateError) -> Value {
        var end = cursor
        end.skip { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        let word = String(decoding: cursor.bytes[cursor.offset..<end.offset], as: UTF8.self)
        let value: Value
        switch word {
        case "true": value = .bool(true)
        case "false": value = .bool(false)
        case "null": value = .null
        default: throw syntax("expected a value, found the word \(word) without quotes")
        }
        cursor = end
        return value
    }

    mutating func readNumber() throws(TemplateError) -> Number {
        let start = cursor
        _ = take("-")
        if cursor.byte == UInt8(ascii: "0") {
            cursor.advance()
            if Self.isDigit(cursor.byte) {
                throw syntax("a number must not begin with 0", at: start.position)
            }
        } else {
            try readDigits(after: "the sign")
        }
        if take(".") { try readDigits(after: "the decimal point") }
        if cursor.byte == UInt8(ascii: "e") || cursor.byte == UInt8(ascii: "E") {
            cursor.advance()
            if !take("+") { _ = take("-") }
            try readDigits(after: "the exponent's e")
        }
        return Number(text: String(decoding: cursor.bytes[start.offset..<cursor.offset], as: UTF8.self))
    }

    private mutating func readDigits(after place: String) throws(TemplateError) {
        guard Self.isDigit(cursor.byte) else { throw syntax("expected a digit after \(place), found \(cursor.found)") }
        cursor.skip { Self.isDigit($0) }
    }

    private static func isDigit(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    mutating func readString() throws(TemplateError) -> String {
        let start = cursor.position
        cursor.advance()
        var content: [UInt8] = []
        while let byte = cursor.byte {
            switch byte {
            case UInt8(ascii: "\""):
                cursor.advance()
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                content.append(contentsOf: String(try readEscape()).utf8)
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw syntax("this text has no closing quote on its line", at: start)
            case 0..<0x20:
                throw syntax("\(cursor.found) stands in a text; it must be written as an escape")
            default:
                content.append(byte)
                cursor.advance()
            }
        }
        throw syntax("this text has no closing quote", at: start)
    }

    private mutating func readEscape() throws(TemplateError) -> Unicode.Scalar {
        let start = cursor
        cursor.advance()
        guard let byte = cursor.byte else { throw syntax("the text ends in an escape", at: start.position) }
        cursor.advance()
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape(from: start.position)
        default:
            throw syntax("\\\(Unicode.Scalar(byte)) is no escape of JSON", at: start.position)
        }
    }

    private mutating func readUnicodeEscape(from start: SourcePosition) throws(TemplateError) -> Unicode.Scalar {
        let unit = try readFourDigits(from: start)
        guard unit != 0 else {
            throw .nulCharacter(file: file, at: start)
        }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard unit < 0xDC00, cursor.byte == UInt8(ascii: "\\"), cursor.byte(ahead: 1) == UInt8(ascii: "u") else {
            throw syntax("half of a surrogate pair stands alone", at: start)
        }
        cursor.advance(by: 2)
        let low = try readFourDigits(from: start)
        guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else {
            throw syntax("half of a surrogate pair stands alone", at: start)
        }
        return scalar
    }

    private mutating func readFourDigits(from start: SourcePosition) throws(TemplateError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = cursor.byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw syntax("\\u needs four hexadecimal digits", at: start)
            }
            value = value << 4 + UInt32(digit)
            cursor.advance()
        }
        return value
    }
}
