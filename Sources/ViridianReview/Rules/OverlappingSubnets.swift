import ViridianTemplate

extension Rule {
    /// Subnets of one VPC that share addresses.
    static let overlappingSubnets = Rule(
        "overlapping-subnets", .high, .deployment, .aws,
        title: "Subnets that share addresses",
        rationale:
            "The blocks of a VPC's subnets must lie in the VPC's own block and must not overlap; EC2 refuses the "
            + "second.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
        failing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              One:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/23}
              Two:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: ↓10.0.1.0/24}
              Outside:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: ↓10.1.0.0/24}
            """
        ],
        passing: [
            """
            Resources:
              Network:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              Other:
                Type: AWS::EC2::VPC
                Properties: {CidrBlock: 10.0.0.0/16}
              One:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Network, CidrBlock: 10.0.0.0/24}
              Two:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Other, CidrBlock: 10.0.0.0/24}
            """
        ]
    ) { subject in
        var seen: [(network: Node, block: IPv4Block, name: String, scenario: Scenario)] = []
        return subject.resourceList.filter { $0.type == "AWS::EC2::Subnet" }.compactMap { resource -> Problem? in
            let properties = resource.properties
            guard let network = properties["VpcId"], let spot = subject.spot(resource)["Properties"]?["CidrBlock"],
                let block = spot.node.string.flatMap({ IPv4Block($0) })
            else { return nil }
            var scenario = Scenario()
            if let condition = resource.condition { scenario = scenario.assuming(condition, true) ?? scenario }
            let other = seen.first { entry in
                guard entry.network == network, entry.block.overlaps(block), let both = entry.scenario.merged(with: scenario)
                else {
                    return false
                }
                return both == scenario || both.isCertainlyPossible(in: subject)
            }
            seen.append((network, block, resource.logicalID, scenario))
            if let other {
                let fix = "Give each subnet a block of its own."
                return Problem("\(spot.node.text ?? "") overlaps with the block of \"\(other.name)\"", at: spot.place, fix: fix)
            }
            return outside(block, of: network, spot, subject)
        }
    }

    private static func outside(_ block: IPv4Block, of network: Node, _ spot: Spot, _ subject: Subject) -> Problem? {
        guard let name = network.referredName, let resource = subject.resources[name],
            !subject.resourceList.contains(where: { $0.type == "AWS::EC2::VPCCidrBlock" }),
            let whole = resource.properties["CidrBlock"]?.string.flatMap({ IPv4Block($0) }), !whole.contains(block)
        else { return nil }
        return Problem(
            "\(spot.node.text ?? "") is not in the block of \"\(name)\"", at: spot.place, fix: "Take a part of the VPC's block.")
    }
}

extension Node {
    /// The resource that is meant by `Ref` or `Fn::GetAtt`.
    var referredName: String? {
        switch function {
        case .ref(let name)?: name
        case .getAtt(let name, _)?: name
        default: nil
        }
    }
}
