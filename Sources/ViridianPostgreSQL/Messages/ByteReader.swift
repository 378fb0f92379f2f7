/// A message, read from its beginning. What isn't there is none.
struct ByteReader {
    private var left: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { left = bytes }

    var isAtEnd: Bool { left.isEmpty }

    mutating func byte() -> UInt8? { left.popFirst() }

    mutating func bytes(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= left.count else { return nil }
        defer { left = left.dropFirst(count) }
        return left.prefix(count)
    }

    mutating func int16() -> Int16? { bytes(2).map { Int16(bitPattern: $0.reduce(0) { $0 << 8 | UInt16($1) }) } }

    mutating func int32() -> Int32? { bytes(4).map { Int32(bitPattern: $0.reduce(0) { $0 << 8 | UInt32($1) }) } }

    /// A text up to its zero.
    mutating func text() -> String? {
        guard let end = left.firstIndex(of: 0) else { return nil }
        defer { left = left[(end + 1)...] }
        return String(decoding: left[..<end], as: UTF8.self)
    }

    mutating func rest() -> [UInt8] {
        defer { left = [] }
        return Array(left)
    }
}
