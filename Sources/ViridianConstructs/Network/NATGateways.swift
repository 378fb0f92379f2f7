import ViridianResources

/// The NAT gateways of a network, and which zone goes by which.
struct WaysOut {
    var gateways: [Handle<EC2.NatGateway>]
    /// Where it holds, each zone has a gateway of its own; otherwise all go by the first.
    var isPerZone: Condition?

    /// The gateway of a zone.
    func gateway(of zone: Int) -> Input<ID<EC2.NatGateway>>? {
        guard let first = gateways.first else { return nil }
        let own = gateways[min(zone, gateways.count - 1)].id
        guard let isPerZone, zone > 0 else { return own }
        return .if(isPerZone, then: own, else: first.id)
    }
}

extension Network {
    /// Each has an address, and stands in a public subnet. Source: Amazon VPC User Guide, "NAT gateways".
    func addNATGateways(
        to stack: inout Stack, in subnets: [Handle<EC2.Subnet>], _ attachment: Handle<EC2.VPCGatewayAttachment>
    ) -> WaysOut {
        let isProduction = stack.environment.stage == .production
        let count =
            switch nat {
            case .none: 0
            case .one: 1
            case .onePerZone, .byParameter: subnets.count
            case .byStage: isProduction ? subnets.count : 1
            }
        var ways = WaysOut(gateways: [])
        if nat == .byParameter {
            let choice = stack.parameter(
                "NATGateways", default: isProduction ? "per-zone" : "one", .oneOf("one", "per-zone"),
                purpose: "Whether all zones share one NAT gateway, or each has its own and goes on when another zone fails.")
            ways.isPerZone = stack.condition("HasNATPerZone", .equals(choice.value, "per-zone"))
        }
        for (index, subnet) in subnets.prefix(count).enumerated() {
            if let isPerZone = ways.isPerZone, index > 0 {
                ways.gateways.append(stack.when(isPerZone) { Self.addGateway(index + 1, in: subnet, attachment, to: &$0) })
            } else {
                ways.gateways.append(Self.addGateway(index + 1, in: subnet, attachment, to: &stack))
            }
        }
        return ways
    }

    private static func addGateway(
        _ number: Int, in subnet: Handle<EC2.Subnet>, _ attachment: Handle<EC2.VPCGatewayAttachment>, to stack: inout Stack
    ) -> Handle<EC2.NatGateway> {
        let address = stack.add(
            "NATAddress\(number)", EC2.EIP(domain: .vpc),
            purpose: "The address under which private subnets are seen outside.", dependsOn: [attachment])
        return stack.add(
            "NATGateway\(number)", EC2.NatGateway(allocationID: address.allocationID, subnetID: subnet.id),
            purpose: "The way out for private subnets.", dependsOn: [attachment])
    }
}
