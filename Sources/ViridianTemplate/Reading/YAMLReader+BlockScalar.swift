extension YAMLReader {
    /// A text over several lines behind `|`, which keeps its line ends, or `>`, which makes blanks of them.
    ///
    /// It ends with the first line that is indented less than its own first one. `column` is that of the block around it.
    mutating func readBlockScalar(in column: Int) throws(TemplateError) -> Node {
        let start = cursor.position
        let header = try readHeader(since: start)
        var text = BlockText(isFolded: header.isFolded)
        var end = cursor.position
        cursor.stepLineEnd()
        var indentation = header.indentation.map { max(column - 1, 0) + $0 }
        var widest = 0
        while !cursor.isAtEnd {
            while cursor.peek() == 0x20, indentation.map({ cursor.column <= $0 }) != false { cursor.step(1) }
            widest = max(widest, cursor.column - 1)
            if cursor.peek() == 0x09, indentation.map({ cursor.column <= $0 }) != false {
                throw tab(at: cursor.position)
            }
            if cursor.peek() == 0x0A || cursor.peek() == 0x0D {
                text.emptyLines += 1
                cursor.stepLineEnd()
                continue
            }
            let width = indentation ?? max(widest, column, 1)
            indentation = width
            guard !cursor.isAtEnd, cursor.column - 1 == width else { break }
            let from = cursor.offset
            cursor.skipLine()
            let line = cursor.bytes[from..<cursor.offset]
            if line.contains(where: { $0 != 0x20 }) { end = cursor.position }
            text.append(line, hasEnd: !cursor.isAtEnd)
            cursor.stepLineEnd()
        }
        let string = text.ended(chomping: header.chomping)
        bytesRead += string.utf8.count
        return Node(.string(string), at: SourceRange(in: source, start, end))
    }

    private struct Header {
        var isFolded: Bool
        /// `-` drops the last line end, `+` keeps all that follow.
        var chomping: UInt8?
        /// How much deeper than the block around it the text stands, where it is said.
        var indentation: Int?
    }

    /// `|`, `>-`, `|2+` and the like, up to the end of the line.
    private mutating func readHeader(since start: SourcePosition) throws(TemplateError) -> Header {
        var header = Header(isFolded: cursor.peek() == UInt8(ascii: ">"))
        cursor.step(1)
        for _ in 0..<2 {
            switch cursor.peek() {
            case UInt8(ascii: "+") where header.chomping == nil, UInt8(ascii: "-") where header.chomping == nil:
                header.chomping = cursor.peek()
                cursor.step(1)
            case UInt8(ascii: "0") where header.indentation == nil:
                throw invalid("found an indentation indicator equal to 0 while scanning a block scalar", since: start)
            case let byte where (0x31...0x39).contains(byte) && header.indentation == nil:
                header.indentation = Int(byte) - 0x30
                cursor.step(1)
            default: break
            }
        }
        cursor.skip(while: Self.isBlank)
        if cursor.peek() == UInt8(ascii: "#") { cursor.skipLine() }
        guard Self.isBreakOrEnd(cursor.peek()) else {
            throw invalid("did not find expected comment or line break while scanning a block scalar", since: start)
        }
        return header
    }
}

/// The text of a block scalar as its lines come in.
private struct BlockText {
    let isFolded: Bool
    var emptyLines = 0
    private var bytes: [UInt8] = []
    /// Whether the line end of the last line is still to be written, as itself or as a blank.
    private var hasOpenEnd = false
    private var isLastIndented = false

    init(isFolded: Bool) { self.isFolded = isFolded }

    mutating func append(_ line: ArraySlice<UInt8>, hasEnd: Bool) {
        let isIndented = line.first == 0x20 || line.first == 0x09
        if hasOpenEnd {
            // Lines that are indented further keep the line ends around them.
            if isFolded, !isLastIndented, !isIndented {
                if emptyLines == 0 { bytes.append(0x20) }
            } else {
                bytes.append(0x0A)
            }
        }
        bytes += repeatElement(0x0A, count: emptyLines)
        bytes += line
        emptyLines = 0
        hasOpenEnd = hasEnd
        isLastIndented = isIndented
    }

    func ended(chomping: UInt8?) -> String {
        var bytes = bytes
        if hasOpenEnd, chomping != UInt8(ascii: "-") { bytes.append(0x0A) }
        if chomping == UInt8(ascii: "+") { bytes += repeatElement(0x0A, count: emptyLines) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
