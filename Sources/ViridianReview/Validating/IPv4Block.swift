/// An IPv4 block such as `10.0.0.0/16`.
struct IPv4Block: Hashable {
    let address: UInt32
    let prefix: Int

    /// A block, or one address as a block of its own.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = Self.number(parts[0]) else { return nil }
        let prefix = parts.count == 1 ? 32 : Int(parts[1])
        guard let prefix, (0...32).contains(prefix), parts.count == 1 || parts[1].allSatisfy(\.isNumber) else { return nil }
        self.address = address
        self.prefix = prefix
    }

    /// One address without a prefix.
    init?(address text: String) {
        guard !text.contains("/") else { return nil }
        self.init(text)
    }

    private var mask: UInt32 { prefix == 0 ? 0 : ~UInt32(0) << UInt32(32 - prefix) }

    /// Whether the address is the first of its block, as it must be.
    var isNetwork: Bool { address & ~mask == 0 }

    func overlaps(_ other: IPv4Block) -> Bool {
        let common = prefix < other.prefix ? mask : other.mask
        return address & common == other.address & common
    }

    func contains(_ other: IPv4Block) -> Bool { prefix <= other.prefix && other.address & mask == address & mask }

    private static func number(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var result: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part == "0" || part.first != "0", let number = UInt32(part), number < 256
            else { return nil }
            result = result << 8 | number
        }
        return result
    }
}
