import ViridianTemplate

extension Rule {
    /// Everything on one card.
    static let singleZone = Rule(
        "single-zone", .medium, .reliability, .practice,
        title: "Service or instances in a single availability zone",
        rationale:
            "When the zone fails, the service is gone with it. Subnets in a second zone cost nothing, and ECS "
            + "spreads the tasks over them by itself.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
        failing: [
            """
            Resources:
              One:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ""]}
              Two:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [0, !GetAZs ""]}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {↓Subnets: [!Ref One, !Ref Two]}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {MinSize: "1", MaxSize: "4", ↓VPCZoneIdentifier: [!Ref One]}
            """
        ],
        passing: [
            """
            Resources:
              One:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ""]}
              Two:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: vpc-1, CidrBlock: 10.0.1.0/24, AvailabilityZone: !Select [1, !GetAZs ""]}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref One, !Ref Two]}}
              Single:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {MinSize: "1", MaxSize: "1", VPCZoneIdentifier: [!Ref One]}
            """
        ]
    ) { subject in
        let services = subject.services.map {
            ($0.properties["NetworkConfiguration"]?["AwsvpcConfiguration"]?["Subnets"], $0.spot.key)
        }
        let groups = subject.resources(ofType: "AWS::AutoScaling::AutoScalingGroup").filter {
            subject.number("MaxSize", in: $0.properties) != 1
        }.map { ($0.properties?["VPCZoneIdentifier"], $0.spot.key) }
        return (services + groups).compactMap { subnets, name in
            guard let subnets, subject.areInOneZone(subject.elements(of: subnets)) else { return nil }
            return subnets.problem("\"\(name)\" is in one availability zone", fix: "Add a subnet in a second zone.")
        }
    }
}
