import Yams

extension YAMLPlaces {
    /// The first place behind a scalar that starts at a cursor.
    func end(of scalar: Yams.Node.Scalar, from start: TextCursor, parentColumn: Int) -> TextCursor {
        switch scalar.style {
        case .singleQuoted: Self.endOfQuotes(UInt8(ascii: "'"), from: start)
        case .doubleQuoted: Self.endOfQuotes(UInt8(ascii: "\""), from: start)
        case .literal, .folded: Self.endOfBlock(from: start, parentColumn: parentColumn)
        default: Self.endOfPlain(scalar.string, from: start)
        }
    }

    private static func endOfQuotes(_ quote: UInt8, from start: TextCursor) -> TextCursor {
        var cursor = start
        guard cursor.byte == quote else { return cursor }
        cursor.advance()
        while let byte = cursor.byte {
            cursor.advance()
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), !cursor.isAtEnd {
                cursor.advance()
            } else if byte == quote {
                guard quote == UInt8(ascii: "'"), cursor.byte == quote else { break }
                cursor.advance()
            }
        }
        return cursor
    }

    /// A plain scalar ends with its last character; where it runs over several lines, blanks of the text and of the value differ.
    private static func endOfPlain(_ text: String, from start: TextCursor) -> TextCursor {
        var cursor = start
        // On one line of ASCII, as nearly all are, it is as long as it says.
        let end = start.offset + text.utf8.count
        if end <= start.bytes.count, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x80 }),
            start.bytes[start.offset..<end].elementsEqual(text.utf8)
        {
            cursor.offset = end
            cursor.column += text.utf8.count
            return cursor
        }
        for byte in text.utf8 where !isBlank(byte) {
            while let found = cursor.byte, found != byte, isBlank(found) { cursor.advance() }
            guard cursor.byte == byte else { return cursor }
            cursor.advance()
        }
        return cursor
    }

    /// A block scalar ends with its last line that is not blank.
    private static func endOfBlock(from start: TextCursor, parentColumn: Int) -> TextCursor {
        var cursor = start
        var indentation: Int?
        while let byte = cursor.byte, byte != 0x0A, byte != 0x0D {
            if (0x31...0x39).contains(byte), indentation == nil { indentation = max(parentColumn, 0) + Int(byte) - 0x30 }
            if byte == UInt8(ascii: "#") { break }
            cursor.advance()
        }
        if cursor.byte == UInt8(ascii: "#") { cursor.skip { $0 != 0x0A && $0 != 0x0D } }
        var end = cursor
        while !cursor.isAtEnd {
            cursor.skip { $0 == 0x0A || $0 == 0x0D }
            let spaces = cursor.offset
            while cursor.byte == 0x20 { cursor.advance() }
            guard let byte = cursor.byte else { break }
            if byte == 0x0A || byte == 0x0D { continue }
            let width = cursor.offset - spaces
            let needed = indentation ?? max(width, parentColumn + 1)
            indentation = needed
            guard width >= needed else { break }
            cursor.skip { $0 != 0x0A && $0 != 0x0D }
            end = cursor
        }
        return end
    }
}
