import ViridianTemplate

/// An entry of a network ACL, as far as it is known.
struct NetworkACLEntry {
    let spot: Spot
    let isEgress: Bool
    let number: Int
    let isAllow: Bool
    /// The ports of TCP that it covers; none where it is about another protocol.
    let tcpPorts: ClosedRange<Int>?
    /// Whether it is about every address.
    let isForEverybody: Bool
}

extension Subject {
    /// The entries of each network ACL of the template; an ACL of which an entry can't be read is left out.
    var networkACLs: [(acl: Spot, entries: [NetworkACLEntry])] {
        let written = resources(ofType: "AWS::EC2::NetworkAclEntry")
        return resources(ofType: "AWS::EC2::NetworkAcl").compactMap { acl, _ in
            let own = written.filter { resource(at: "NetworkAclId", in: $0.properties)?.logicalID == acl.key }
            let entries = own.map { entry($0.spot, $0.properties) }
            guard !own.isEmpty, !entries.contains(where: { $0 == nil }) else { return nil }
            return (acl, entries.compactMap { $0 })
        }
    }

    private func entry(_ spot: Spot, _ properties: Spot?) -> NetworkACLEntry? {
        guard let number = number("RuleNumber", in: properties), let action = text("RuleAction", in: properties),
            let `protocol` = self.number("Protocol", in: properties), resources[spot.key]?.condition == nil
        else { return nil }
        let egress = lacks("Egress", in: properties) ? "false" : text("Egress", in: properties)
        guard let egress else { return nil }
        var ports: ClosedRange<Int>?
        if `protocol` == -1 { ports = 0...65535 }
        if `protocol` == 6 {
            guard let from = self.number("PortRange.From", in: properties), let to = self.number("PortRange.To", in: properties),
                from <= to
            else { return nil }
            ports = from...to
        }
        return NetworkACLEntry(
            spot: spot, isEgress: egress == "true", number: number, isAllow: action == "allow", tcpPorts: ports,
            isForEverybody: text("CidrBlock", in: properties) == "0.0.0.0/0")
    }
}
