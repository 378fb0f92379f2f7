/// A look along the rest of a line: whether it begins with a key of a block.
///
/// It only finds where the key would end. What is wrong with it is told when it is read.
struct LineAhead {
    private let cursor: TextCursor
    private var offset = 0

    init(_ cursor: TextCursor) { self.cursor = cursor }

    private var byte: UInt8 { cursor.peek(offset) }

    /// Whether a colon follows the first value of the line.
    var isKey: Bool {
        mutating get {
            while !isOver, byte == UInt8(ascii: "!") || byte == UInt8(ascii: "&") {
                skip { !YAMLReader.isBlankOrEnd($0) }
                skip(while: YAMLReader.isBlank)
            }
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): guard skipQuotes() else { return false }
            case UInt8(ascii: "["), UInt8(ascii: "{"): guard skipBrackets() else { return false }
            default: return isPlainKey
            }
            skip(while: YAMLReader.isBlank)
            return isColon
        }
    }

    private var isColon: Bool { byte == UInt8(ascii: ":") && YAMLReader.isBlankOrEnd(cursor.peek(offset + 1)) }
    private var isOver: Bool { YAMLReader.isBreakOrEnd(byte) || offset > YAMLReader.keyMaximum }

    private var isPlainKey: Bool {
        mutating get {
            while !isOver {
                if isColon { return true }
                let isBlank = byte == 0x20 || byte == 0x09
                offset += 1
                if isBlank, byte == UInt8(ascii: "#") { return false }
            }
            return false
        }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while !isOver, condition(byte) { offset += 1 }
    }

    private mutating func skipQuotes() -> Bool {
        let quote = byte
        offset += 1
        while !isOver {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                offset += 1
            } else if byte == quote {
                offset += 1
                guard quote == UInt8(ascii: "'"), byte == quote else { return true }
            }
            offset += 1
        }
        return false
    }

    private mutating func skipBrackets() -> Bool {
        var open = 0
        while !isOver {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard skipQuotes() else { return false }
                continue
            default: break
            }
            offset += 1
            if open == 0 { return true }
        }
        return false
    }
}
