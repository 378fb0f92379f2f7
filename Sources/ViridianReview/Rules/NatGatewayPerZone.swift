import ViridianTemplate

extension Rule {
    /// Three ways out for one developer.
    static let natGatewayPerZone = Rule(
        "nat-gateway-per-zone", .medium, .cost, .practice,
        title: "Several NAT gateways where the stage isn't production",
        rationale:
            "A NAT gateway costs by the hour, before any traffic. "
            + "Outside production one for all zones is enough; in production one for each zone is right.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
        failing: [
            """
            Parameters:
              Environment: {Type: String, Default: dev}
            Resources:
              NatA:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: subnet-1}
              ↓NatB:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: subnet-2}
            """
        ],
        passing: [
            """
            Parameters:
              Environment: {Type: String, Default: production}
            Resources:
              NatA:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: subnet-1}
              NatB:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: subnet-2}
            """,
            """
            Parameters:
              Environment: {Type: String, Default: dev}
            Conditions:
              Live: !Equals [!Ref Environment, prod]
            Resources:
              NatA:
                Type: AWS::EC2::NatGateway
                Properties: {SubnetId: subnet-1}
              NatB:
                Type: AWS::EC2::NatGateway
                Condition: Live
                Properties: {SubnetId: subnet-2}
            """,
        ]
    ) { subject in
        guard let stage = subject.stageBelowProduction else { return [] }
        let gateways = subject.resources(ofType: "AWS::EC2::NatGateway").map(\.spot).filter {
            subject.resources[$0.key]?.condition == nil
        }
        return gateways.dropFirst().map { gateway in
            gateway.problem(
                "\"\(gateway.key)\" is a second NAT gateway for \(Price.natGateway.monthly) a month, and \(stage.words) "
                    + "(\(Price.natGateway.source))",
                fix: "Make it under a condition that holds in production, and share the first one otherwise.")
        }
    }
}
