/// The lines of a text as positions count them: each ends at LF, CR or CR LF. Found byte by byte, because a file is long and a
/// report shows few of its lines.
struct SourceLines {
    private let bytes: [UInt8]
    private let ranges: [Range<Int>]

    init(_ text: String) {
        bytes = Array(text.utf8)
        ranges = bytes.withUnsafeBufferPointer(Self.ranges)
    }

    /// How many lines there are; an empty text has one.
    var count: Int { ranges.count }

    /// The line of a number from 1 on, without its end; none beyond the last.
    subscript(number: Int) -> String? {
        guard (1...ranges.count).contains(number) else { return nil }
        return String(decoding: bytes[ranges[number - 1]], as: UTF8.self)
    }

    private static func ranges(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for offset in bytes.indices where bytes[offset] <= 0x0D {
            let byte = bytes[offset]
            guard byte == 0x0A || byte == 0x0D else { continue }
            // The LF of a CR LF ends no line of its own.
            if byte == 0x0A, offset > 0, bytes[offset - 1] == 0x0D {
                start = offset + 1
                continue
            }
            ranges.append(start..<offset)
            start = offset + 1
        }
        return ranges + [start..<bytes.count]
    }
}
