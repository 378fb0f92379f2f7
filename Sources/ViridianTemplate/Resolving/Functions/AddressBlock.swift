/// An address block such as `10.0.0.0/16`, divided as `Fn::Cidr` does.
///
/// Source: CloudFormation Template Reference, "Fn::Cidr": the bits are those of the hosts, the inverse of a mask's.
enum AddressBlock {
    /// Why a block can't be divided.
    struct Mistake: Error, Hashable {
        var reason: String
    }

    /// The first blocks of `2^hostBits` addresses in an address block; the block's own host part doesn't count.
    static func parts(of text: String, count: Int, hostBits: Int?) -> Result<[String], Mistake> {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        let isV6 = text.contains(":")
        let width = isV6 ? 128 : 32
        guard halves.count == 2, let address = isV6 ? v6(halves[0]) : v4(halves[0]), let prefix = Int(halves[1]),
            (0...width).contains(prefix)
        else { return .failure(Mistake(reason: "it is no address block")) }
        guard (1...256).contains(count) else { return .failure(Mistake(reason: "\(count) blocks are asked for")) }
        guard let bits = hostBits ?? (isV6 ? nil : 8) else { return .failure(Mistake(reason: "IPv6 needs the number of bits")) }
        guard bits >= 1, bits <= width - prefix else {
            return .failure(Mistake(reason: "blocks of \(bits) bits don't fit into /\(prefix)"))
        }
        let room = width - prefix - bits
        guard room >= 8 || count <= 1 << room else {
            return .failure(Mistake(reason: "it holds \(1 << room) blocks of \(bits) bits, not \(count)"))
        }
        let start = (address >> UInt128(width - prefix)) << UInt128(width - prefix)
        return .success(
            (0..<count).map { index in
                let block = start + UInt128(index) << UInt128(bits)
                return (isV6 ? v6(block) : v4(block)) + "/\(width - bits)"
            })
    }

    private static func v4(_ text: Substring) -> UInt128? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        return parts.reduce(UInt128?(0)) { sum, part in
            guard let sum, let byte = UInt8(part), part.allSatisfy(\.isNumber) else { return nil }
            return sum << 8 + UInt128(byte)
        }
    }

    private static func v4(_ address: UInt128) -> String {
        [24, 16, 8, 0].map { String(address >> UInt128($0) & 0xFF) }.joined(separator: ".")
    }

    private static func v6(_ text: Substring) -> UInt128? {
        func groups(_ text: Substring) -> [UInt16]? {
            guard !text.isEmpty else { return [] }
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            let values = parts.compactMap { $0.count <= 4 ? UInt16($0, radix: 16) : nil }
            return values.count == parts.count ? values : nil
        }
        var words: [UInt16]
        if let gap = text.firstRange(of: "::") {
            guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
                head.count + tail.count < 8
            else { return nil }
            words = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
        } else {
            guard let all = groups(text), all.count == 8 else { return nil }
            words = all
        }
        return words.reduce(0) { $0 << 16 + UInt128($1) }
    }

    /// The shortest form: the longest row of zeros becomes `::`.
    private static func v6(_ address: UInt128) -> String {
        let words = (0..<8).map { UInt16(truncatingIfNeeded: address >> UInt128(112 - 16 * $0)) }
        var longest = 0..<0
        for start in words.indices {
            let end = words[start...].firstIndex { $0 != 0 } ?? 8
            if end - start > max(longest.count, 1) { longest = start..<end }
        }
        func text(_ words: ArraySlice<UInt16>) -> String { words.map { String($0, radix: 16) }.joined(separator: ":") }
        guard !longest.isEmpty else { return text(words[...]) }
        return text(words[..<longest.lowerBound]) + "::" + text(words[longest.upperBound...])
    }
}
