/// A place in a text that knows its line and column as it moves on, so that no position ever needs a second look at the text.
struct TextCursor {
    let bytes: [UInt8]
    var offset = 0
    var line = 1
    var column = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var position: SourcePosition { SourcePosition(line: line, column: column) }
    var isAtEnd: Bool { offset >= bytes.count }
    var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    func byte(ahead count: Int) -> UInt8? {
        offset + count < bytes.count ? bytes[offset + count] : nil
    }

    /// A byte some way ahead; NUL behind the end, since no text has one.
    func peek(_ count: Int = 0) -> UInt8 {
        offset + count < bytes.count ? bytes[offset + count] : 0
    }

    /// The text from an offset up to here.
    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    /// Moves on by bytes among which is no line end.
    mutating func step(_ count: Int) {
        let end = min(offset + count, bytes.count)
        while offset < end {
            if bytes[offset] & 0xC0 != 0x80 { column += 1 }
            offset += 1
        }
    }

    /// Moves behind the end of a line: LF, CR or CR LF. Nothing happens at the end of the text.
    mutating func stepLineEnd() {
        if peek() == UInt8(ascii: "\r"), peek(1) == UInt8(ascii: "\n") { advance() }
        if !isAtEnd { advance() }
    }

    /// Moves on to the end of the line.
    mutating func skipLine() {
        skip { $0 != 0x0A && $0 != 0x0D }
    }

    /// Moves behind one byte. A line ends at LF, CR or CR LF; the bytes that continue a scalar add no column.
    mutating func advance() {
        let byte = bytes[offset]
        offset += 1
        if byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && self.byte != UInt8(ascii: "\n")) {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80, byte != UInt8(ascii: "\r") {
            column += 1
        }
    }

    mutating func advance(by count: Int) {
        for _ in 0..<count where !isAtEnd { advance() }
    }

    mutating func skip(while condition: (UInt8) -> Bool) {
        while let byte, condition(byte) { advance() }
    }

    /// The scalar at this place, to be named in a message.
    var found: String {
        guard let byte else { return "the end of the file" }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return "the end of the line" }
        let rest = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
        guard let scalar = rest.unicodeScalars.first else { return "the end of the file" }
        return scalar.value < 0x20 ? "the control character U+\(hex(scalar.value))" : "'\(scalar)'"
    }
}

/// Four hexadecimal digits, as Unicode writes a scalar.
func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
