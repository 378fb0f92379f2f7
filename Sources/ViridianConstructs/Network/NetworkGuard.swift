public import ViridianResources

/// A second firewall, around a network's subnets: it remembers no connections, so answers need rules of their own.
///
/// ```swift
/// stack.add("Guard", NetworkGuard(network, ports: [80, 443, 8080]))
/// ```
///
/// What clients may ask of the public subnets are the given ports; answers come back to ports from 1024 on, which balancers, NAT
/// gateways and tasks all use. Private subnets take what comes from the network, and answers. All else is denied by the rule that
/// AWS puts at the end of every list, and by one of our own before it, so that a reader sees it: 32766, the last number there is.
/// Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
public struct NetworkGuard: Construct {
    /// The network.
    public var network: Network.Parts
    /// The ports on which anybody may ask the public subnets.
    public var ports: [Int]

    /// A guard of a network.
    public init(_ network: Network.Parts, ports: [Int] = [80, 443]) {
        self.network = network
        self.ports = ports
    }

    private struct Rule {
        var name: String
        var isEgress: Bool
        var cidr: Input<String>
        var ports: ClosedRange<Int>
    }

    /// Adds a list for the public subnets, and one for all others.
    public func define(in stack: inout Stack) -> [Handle<EC2.NetworkAcl>] {
        if ports.isEmpty || ports.contains(where: { !(1...65535).contains($0) }) || ports.count > 20 {
            stack.report(.invalidValue, "\(ports) can't be the ports of a network", advice: "Give 1 to 20 ports of 1 to 65535.")
        }
        let everywhere: Input<String> = "0.0.0.0/0"
        let answers = 1024...65535
        let asked = ports.map { Rule(name: "In\($0)", isEgress: false, cidr: everywhere, ports: $0...$0) }
        // Tasks that pull images and call services by NAT ask by HTTPS; packages come by HTTP, too.
        let out = [80, 443].map { Rule(name: "Out\($0)", isEgress: true, cidr: everywhere, ports: $0...$0) }
        let both = [false, true].map { isEgress in
            Rule(name: isEgress ? "OutAnswers" : "InAnswers", isEgress: isEgress, cidr: everywhere, ports: answers)
        }
        let inside = [false, true].map { isEgress in
            Rule(name: isEgress ? "OutNetwork" : "InNetwork", isEgress: isEgress, cidr: network.cidr, ports: 0...65535)
        }
        let lists = [
            addList("Public", inside + asked + out + both, network.publicSubnets, to: &stack),
            addList("Private", inside + out + both, network.privateSubnets, to: &stack),
        ]
        guard !network.isolatedSubnets.isEmpty else { return lists }
        return lists + [addList("Isolated", inside, network.isolatedSubnets, to: &stack)]
    }

    private func addList(
        _ name: String, _ rules: [Rule], _ subnets: [Handle<EC2.Subnet>], to stack: inout Stack
    ) -> Handle<EC2.NetworkAcl> {
        let list = stack.add(
            "\(name)List", EC2.NetworkAcl(vpcID: network.vpcID),
            purpose: "Guards the \(name.lowercased()) subnets.")
        for (index, rule) in rules.enumerated() {
            stack.add(
                "\(name)\(rule.name)",
                EC2.NetworkAclEntry(
                    cidrBlock: rule.cidr, egress: Input(rule.isEgress), networkACLID: list.id,
                    portRange: .init(from: Input(rule.ports.lowerBound), to: Input(rule.ports.upperBound)), protocol: 6,
                    ruleAction: "allow", ruleNumber: Input(100 + 10 * index)),
                purpose: "Lets TCP \(rule.isEgress ? "out" : "in").")
        }
        for isEgress in [false, true] {
            stack.add(
                "\(name)Deny\(isEgress ? "Out" : "In")",
                EC2.NetworkAclEntry(
                    cidrBlock: "0.0.0.0/0", egress: Input(isEgress), networkACLID: list.id, protocol: -1, ruleAction: "deny",
                    ruleNumber: 32766),
                purpose: "Denies all else.")
        }
        for (index, subnet) in subnets.enumerated() {
            stack.add(
                "\(name)Guard\(index + 1)",
                EC2.SubnetNetworkAclAssociation(networkACLID: list.id, subnetID: subnet.id),
                purpose: "Puts a subnet behind its list.")
        }
        return list
    }
}
