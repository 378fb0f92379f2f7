import Foundation

/// CRC-32, as zlib computes it: tells a line that was changed from one that was written so.
struct Checksum: Hashable {
    private let value: UInt32

    init(_ bytes: Data) {
        var rest = UInt32.max
        for byte in bytes { rest = Self.table[Int((rest ^ UInt32(byte)) & 0xff)] ^ (rest >> 8) }
        value = ~rest
    }

    /// Eight hexadecimal digits.
    var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1 }
    }
}
