/// An IPv6 address in text: RFC 4291, section 2.2.
enum IPv6Address {
    static func isAddress(_ text: String) -> Bool {
        let halves = split(text)
        guard halves.count <= 2 else { return false }
        var count = 0
        for (index, half) in halves.enumerated() where !half.isEmpty {
            let groups = half.split(separator: ":", omittingEmptySubsequences: false)
            for (position, group) in groups.enumerated() {
                let isLast = index == halves.count - 1 && position == groups.count - 1
                if isLast, group.contains(".") {
                    guard IPv4Block(address: String(group)) != nil else { return false }
                    count += 2
                } else {
                    guard (1...4).contains(group.utf8.count), group.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
                        return false
                    }
                    count += 1
                }
            }
        }
        return halves.count == 2 ? count <= 7 : count == 8
    }

    /// The parts before and behind `::`.
    private static func split(_ text: String) -> [Substring] {
        var (parts, rest): ([Substring], Substring) = ([], text[...])
        while let gap = rest.firstRange(of: "::") {
            parts.append(rest[..<gap.lowerBound])
            rest = rest[gap.upperBound...]
        }
        return parts + [rest]
    }
}
