extension YAMLReader {
    // MARK: Without quotes

    /// Whether a scalar without quotes may begin here.
    func beginsPlain(inFlow: Bool) -> Bool {
        switch cursor.peek() {
        case 0, 0x09, 0x0A, 0x0D, 0x20: false
        case UInt8(ascii: "-"): !cursor.isAtEndOfDocument && cursor.peek(1) != 0x20 && cursor.peek(1) != 0x09
        case UInt8(ascii: "?"), UInt8(ascii: ":"): !inFlow && !Self.isBlankOrEnd(cursor.peek(1))
        case UInt8(ascii: "."): !cursor.isAtEndOfDocument
        case let byte: !Self.indicators.contains(byte)
        }
    }

    private static let indicators = Array(",[]{}#&*!|>'\"%@`".utf8)

    /// A scalar that may go on in lines that are indented more than the block around it; each line end in it is one blank.
    mutating func readPlain(inFlow: Bool, column: Int) throws(TemplateError) -> Scalar {
        let start = cursor.position
        let from = cursor.offset
        var isOver = try skipPlain(inFlow: inFlow, since: start)
        var text = cursor.text(from: from)
        while !isOver, let gap = try gapInPlain(inFlow: inFlow, column: column) {
            let end = cursor
            cursor.advance(by: gap.bytes)
            let from = cursor.offset
            isOver = try skipPlain(inFlow: inFlow, since: start)
            guard cursor.offset > from else {
                cursor = end
                break
            }
            text += gap.lines == 1 ? " " : String(repeating: "\n", count: gap.lines - 1)
            text += cursor.text(from: from)
        }
        bytesRead += text.utf8.count
        return Scalar(text: text, isPlain: true, range: SourceRange(in: source, start, cursor.position))
    }

    /// Moves behind the last character of this line that belongs to the scalar; says whether something on the line ended it.
    private mutating func skipPlain(inFlow: Bool, since start: SourcePosition) throws(TemplateError) -> Bool {
        var length = 0
        var end = 0
        while true {
            let byte = cursor.peek(length)
            switch byte {
            case 0, 0x0A, 0x0D:
                cursor.step(end)
                return byte == 0
            case 0x20, 0x09:
                length += 1
                guard cursor.peek(length) == UInt8(ascii: "#") else { continue }
                cursor.step(end)
                return true
            case UInt8(ascii: ":"):
                let next = cursor.peek(length + 1)
                if inFlow, next != UInt8(ascii: ":"), Self.isFlow(next) || next == UInt8(ascii: "?") {
                    cursor.step(length)
                    throw invalid("found unexpected ':' while scanning a plain scalar", since: start)
                }
                if Self.isBlankOrEnd(next) {
                    cursor.step(end)
                    return true
                }
            case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D:
                if inFlow {
                    cursor.step(end)
                    return true
                }
            default: break
            }
            length += 1
            end = length
        }
    }

    /// The way to the next line that goes on with the scalar, in bytes and line ends.
    private func gapInPlain(inFlow: Bool, column: Int) throws(TemplateError) -> (bytes: Int, lines: Int)? {
        var ahead = cursor
        ahead.skip(while: Self.isBlank)
        while ahead.peek() == 0x0A || ahead.peek() == 0x0D {
            ahead.advance()
            while Self.isBlank(ahead.peek()) {
                guard ahead.peek() == 0x20 || ahead.column > column else {
                    throw tab(at: ahead.position)
                }
                ahead.step(1)
            }
        }
        let goesOn = ahead.peek() != UInt8(ascii: "#") && !ahead.isAtEndOfDocument && (inFlow || ahead.column > column)
        return goesOn ? (ahead.offset - cursor.offset, ahead.line - cursor.line) : nil
    }
}
