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
                let block = subject.block(spot)
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
                return Problem("\(subject.shown(spot)) overlaps with the block of \"\(other.name)\"", at: spot.place, fix: fix)
            }
            return outside(block, of: network, spot, subject)
        }
    }

    private static func outside(_ block: IPv4Block, of network: Node, _ spot: Spot, _ subject: Subject) -> Problem? {
        guard let name = network.referredName, let resource = subject.resources[name],
            !subject.resourceList.contains(where: { $0.type == "AWS::EC2::VPCCidrBlock" }),
            let whole = subject.spot(resource)["Properties"]?["CidrBlock"].flatMap({ subject.block($0) }), !whole.contains(block)
        else { return nil }
        return Problem(
            "\(subject.shown(spot)) is not in the block of \"\(name)\"", at: spot.place, fix: "Take a part of the VPC's block.")
    }
}

extension Subject {
    /// The block of addresses that is written, or that a parameter or a mapping gives by default.
    fileprivate func block(_ spot: Spot) -> IPv4Block? { text(of: spot).flatMap { IPv4Block($0) } }

    fileprivate func shown(_ spot: Spot) -> String { text(of: spot) ?? "this block" }

    private func text(of spot: Spot) -> String? {
        let texts = values(of: spot).map(\.spot.node.string)
        guard let first = texts.first, texts.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}

extension Node {
    /// What `Ref` names.
    var reference: String? { if case .ref(let name)? = function { name } else { nil } }

    /// The resource that is meant by `Ref` or `Fn::GetAtt`.
    var referredName: String? {
        switch function {
        case .ref(let name)?: name
        case .getAtt(let name, _)?: name
        default: nil
        }
    }
}
