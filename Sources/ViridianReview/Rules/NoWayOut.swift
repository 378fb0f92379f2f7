import ViridianTemplate

extension Rule {
    /// Tasks that can't fetch their own image.
    static let noWayOut = Rule(
        "no-way-out", .critical, .deployment, .practice,
        title: "Tasks in private subnets with neither NAT nor the endpoints that they need",
        rationale:
            "Before a task starts, its image, its secrets and its log stream are reached over the network. From a "
            + "subnet without a "
            + "route to the internet that needs endpoints; otherwise the task stops with \"ResourceInitializationError: "
            + "unable to "
            + "pull secrets or registry auth\".",
        page: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
        failing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Vpc}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
            """
        ],
        passing: [
            """
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Vpc}
              Association:
                Type: AWS::EC2::SubnetRouteTableAssociation
                Properties: {SubnetId: !Ref Subnet, RouteTableId: !Ref Routes}
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
            """
        ]
    ) { subject in
        let endpoints = subject.resources(ofType: "AWS::EC2::VPCEndpoint").map {
            subject.values("ServiceName", in: $0.properties).map { subject.knownText(of: $0.spot.node) }.joined()
        }
        return subject.services.compactMap { service in
            let configuration = "NetworkConfiguration.AwsvpcConfiguration"
            let subnets = subject.items("\(configuration).Subnets", in: service.properties).map {
                subject.resource(named: $0.spot.node)
            }
            let isPrivate =
                !subnets.isEmpty
                && subnets.allSatisfy { subnet in
                    subnet.map { $0.type == "AWS::EC2::Subnet" && subject.hasNoWayOut($0.logicalID) } ?? false
                }
            guard isPrivate, subject.text("\(configuration).AssignPublicIp", in: service.properties) != "ENABLED" else {
                return nil
            }
            let needed = subject.endpointsNeeded(by: service.taskDefinition)
            let missing = needed.filter { name in
                !endpoints.contains { $0.hasSuffix(".\(name)") || $0.hasSuffix(String(Subject.unknownText)) }
            }
            guard !missing.isEmpty else { return nil }
            return service.spot.problem(
                "the subnets of \"\(service.spot.key)\" have no way to \(missing.joined(separator: ", "))",
                fix: "Route 0.0.0.0/0 to a NAT gateway, or add the endpoints \(missing.joined(separator: ", ")).")
        }
    }
}

extension Subject {
    /// Whether a subnet of this template certainly has no route to the internet, neither by gateway nor by NAT.
    fileprivate func hasNoWayOut(_ subnet: String) -> Bool {
        let associations = resources(ofType: "AWS::EC2::SubnetRouteTableAssociation").filter {
            resource(at: "SubnetId", in: $0.properties)?.logicalID == subnet
        }
        let tables = associations.map { resource(at: "RouteTableId", in: $0.properties)?.logicalID }
        guard !tables.isEmpty, !tables.contains(nil), !hasGeneratedNames else { return false }
        return !resources(ofType: "AWS::EC2::Route").contains { _, properties in
            let table = resource(at: "RouteTableId", in: properties)?.logicalID
            let isDefault = text("DestinationCidrBlock", in: properties).map { $0 == "0.0.0.0/0" } ?? true
            return isDefault && (table == nil || tables.contains(table))
        }
    }

    /// The endpoints without which a task doesn't start.
    fileprivate func endpointsNeeded(by taskDefinition: Spot?) -> [String] {
        let containers = items("ContainerDefinitions", in: taskDefinition).map(\.spot)
        var needed = ["ecr.api", "ecr.dkr", "s3"]
        if containers.contains(where: { text("LogConfiguration.LogDriver", in: $0) == "awslogs" }) { needed.append("logs") }
        let secrets = containers.flatMap { items("Secrets", in: $0) }.reduce(into: Set<String>()) {
            $0.formUnion(names(in: $1.spot))
        }
        if secrets.contains(where: { resources[$0]?.type == "AWS::SecretsManager::Secret" }) { needed.append("secretsmanager") }
        if secrets.contains(where: { resources[$0]?.type == "AWS::SSM::Parameter" }) { needed.append("ssm") }
        return needed
    }
}
