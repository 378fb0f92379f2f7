/// Reads one record of the catalogue from front to back.
struct Cursor {
    let bytes: Bytes
    /// Offsets into the whole catalogue.
    var position: Int
    let end: Int

    var isAtEnd: Bool { position >= end }

    mutating func byte() -> UInt8 {
        precondition(position < end, "the catalogue is damaged: a record ends too early")
        defer { position += 1 }
        return bytes.base.load(fromByteOffset: position, as: UInt8.self)
    }

    /// A LEB128 number.
    mutating func number() -> Int { Int(truncatingIfNeeded: wide()) }

    mutating func wide() -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = byte()
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
    }

    mutating func string() -> String { bytes.string(number()) }

    mutating func strings() -> [String] { (0..<number()).map { _ in string() } }

    mutating func schema() -> Schema { Schema(bytes: bytes, node: number()) }

    mutating func schemas() -> [Schema] { (0..<number()).map { _ in schema() } }

    /// Names with schemas.
    mutating func pairs() -> [(name: String, schema: Schema)] {
        (0..<number()).map { _ in (string(), schema()) }
    }

    mutating func skipStrings() {
        for _ in 0..<number() { _ = number() }
    }

    mutating func literal() -> Literal {
        switch byte() {
        case 0: return .null
        case 1: return .bool(false)
        case 2: return .bool(true)
        case 3:
            let number = wide()
            return .int(number & 1 == 0 ? Int(number >> 1) : -Int(number >> 1) - 1)
        case 4:
            var bits: UInt64 = 0
            for shift in 0..<8 { bits |= UInt64(byte()) << UInt64(8 * shift) }
            return .double(Double(bitPattern: bits))
        case 5: return .string(string())
        case 6: return .array((0..<number()).map { _ in literal() })
        default:
            var fields: [String: Literal] = [:]
            for _ in 0..<number() {
                let key = string()
                fields[key] = literal()
            }
            return .object(fields)
        }
    }
}
