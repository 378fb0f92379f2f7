/// Files in one, the same bytes for the same files: sorted, stored as they are, dated 1980, executable.
///
/// Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", 4.3 to 4.5.
struct ZipArchive {
    private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// An archive of files by their paths.
    init(_ files: [String: [UInt8]]) {
        for (path, content) in files.sorted(by: { $0.key < $1.key }) { add(Array(path.utf8), content) }
        let start = UInt32(bytes.count)
        bytes += directory
        bytes += Self.words(0x0605_4b50) + [0, 0, 0, 0] + Self.half(count) + Self.half(count)
        bytes += Self.words(UInt32(directory.count), start) + [0, 0]
    }

    private mutating func add(_ path: [UInt8], _ content: [UInt8]) {
        let offset = UInt32(bytes.count)
        let size = UInt32(content.count)
        // Version 2.0, names in UTF-8, stored, at midnight of 1 January 1980.
        let common = Self.half(20) + Self.half(0x0800) + Self.half(0) + Self.half(0) + Self.half(0x21)
        let sizes = Self.words(Self.checksum(content), size, size) + Self.half(UInt16(path.count)) + Self.half(0)
        bytes += Self.words(0x0403_4b50) + common + sizes + path + content
        // Made on Unix, so that the mode counts: -rwxr-xr-x, because a runtime of one's own must be executable.
        directory += Self.words(0x0201_4b50) + Self.half(0x0314) + common + sizes + [UInt8](repeating: 0, count: 6)
        directory += Self.words(0o100755 << 16, offset) + path
        count += 1
    }

    private static func half(_ value: UInt16) -> [UInt8] { [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }

    private static func words(_ values: UInt32...) -> [UInt8] {
        values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) } }
    }

    /// The cyclic redundancy check of the format.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var result = UInt32.max
        for byte in bytes {
            result ^= UInt32(byte)
            for _ in 0..<8 { result = result & 1 == 1 ? result >> 1 ^ 0xedb8_8320 : result >> 1 }
        }
        return ~result
    }
}
