/// A range of IPv4 addresses: `10.0.0.0/16`.
struct CIDRBlock: Hashable, CustomStringConvertible {
    let address: UInt32
    let prefix: Int

    /// A block whose address has no bits behind its prefix.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let prefix = Int(parts[1]), (0...32).contains(prefix) else { return nil }
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard bytes.count == 4 else { return nil }
        var address: UInt32 = 0
        for byte in bytes {
            guard let byte else { return nil }
            address = address << 8 | UInt32(byte)
        }
        guard prefix == 32 || address << UInt32(prefix) == 0 else { return nil }
        self.init(address: address, prefix: prefix)
    }

    /// `10.0.0.0/16`
    static let standard = CIDRBlock(address: 10 << 24, prefix: 16)

    private init(address: UInt32, prefix: Int) {
        self.address = address
        self.prefix = prefix
    }

    /// One of the equal parts into which so many further bits divide the block.
    func part(_ index: Int, bits: Int) -> CIDRBlock {
        let prefix = prefix + bits
        return CIDRBlock(address: address + UInt32(index) << UInt32(32 - prefix), prefix: prefix)
    }

    var description: String {
        let bytes = [24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }
        return bytes.joined(separator: ".") + "/\(prefix)"
    }
}
