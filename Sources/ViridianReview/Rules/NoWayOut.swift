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
            """,
            """
            Resources:
              Vpc:
                Type: AWS::EC2::VPC
              Routes:
                Type: AWS::EC2::RouteTable
                Properties: {VpcId: !Ref Vpc}
              Forgotten:
                Type: AWS::EC2::Subnet
                Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Forgotten, !Ref Elsewhere]}}
            """,
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
              Internet:
                Type: AWS::EC2::InternetGateway
              Out:
                Type: AWS::EC2::Route
                Properties: {RouteTableId: !Ref Routes, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet}
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet], AssignPublicIp: DISABLED}}
            """,
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
              Api:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  {VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.ecr.api, VpcEndpointType: Interface,
                    PrivateDnsEnabled: true}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.ecr.dkr, VpcEndpointType: Interface}
              Layers:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3}
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
            """,
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
            """,
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
              Api:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  {VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.ecr.api, VpcEndpointType: Interface,
                    PrivateDnsEnabled: true}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  {VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.ecr.dkr, VpcEndpointType: Interface,
                    PrivateDnsEnabled: true}
              Layers:
                Type: AWS::EC2::VPCEndpoint
                Properties: {VpcId: !Ref Vpc, ServiceName: com.amazonaws.us-east-1.s3, RouteTableIds: [!Ref Routes]}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  TaskDefinition: web
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref Subnet]}}
            """,
        ]
    ) { subject in
        subject.services.compactMap { service in
            let closed = subject.subnetsWithoutWayOut(of: service)
            guard !closed.isEmpty else { return nil }
            let endpoints = subject.endpointNames(for: closed)
            let needed = subject.endpointsNeeded(by: service)
            let missing = needed.filter { name in
                !endpoints.contains { $0.hasSuffix(".\(name)") || $0.hasSuffix(String(Subject.unknownText)) }
            }
            guard !missing.isEmpty else { return nil }
            return service.spot.problem(
                "\(subject.naming(closed, of: service)) no way to \(missing.joined(separator: ", "))",
                fix: "Route 0.0.0.0/0 to a NAT gateway, or have the image in ECR and add the endpoints that are missing: "
                    + "interfaces with PrivateDnsEnabled, and S3 in the route tables of the subnets.")
        }
    }
}

extension Subject {
    /// The subnets without a way out, by name where others have one.
    fileprivate func naming(_ closed: [Resource], of service: ECSService) -> String {
        if runsWithoutWayOut(service) { return "the subnets of \"\(service.spot.key)\" have" }
        let names = closed.map { "\"\($0.logicalID)\"" }.joined(separator: ", ")
        return "\"\(service.spot.key)\" runs in \(names) too, which \(closed.count == 1 ? "has" : "have")"
    }

    /// The endpoints without which a task doesn't start.
    fileprivate func endpointsNeeded(by service: ECSService) -> [String] {
        let containers = items("ContainerDefinitions", in: service.taskDefinition).map(\.spot)
        let images = containers.map { container in
            // A tag or digest that can't be known doesn't hide the registry.
            container["Image"].map { knownText(of: $0.node).replacing(String(Self.unknownText), with: "0") }
                .flatMap { $0.hasPrefix("0") ? nil : ImageReference($0) }
        }
        // What comes over the internet needs more than endpoints, and is told elsewhere.
        let isPublic = !images.isEmpty && images.allSatisfy { $0.map(StockImage.isOnTheInternet) ?? false }
        var needed = isPublic ? [] : ["ecr.api", "ecr.dkr", "s3"]
        if isPublic, !has("AWS::EC2::VPCEndpoint") { needed.append("the internet, where the image is") }
        if containers.contains(where: { text("LogConfiguration.LogDriver", in: $0) == "awslogs" }) { needed.append("logs") }
        let sources = containers.flatMap { items("Secrets", in: $0) }.compactMap { $0.spot["ValueFrom"] }
        func takes(_ type: String, _ mark: String) -> Bool {
            sources.contains { source in
                names(in: source).contains { resources[$0]?.type == type } || knownText(of: source.node).contains(mark)
            }
        }
        if takes("AWS::SecretsManager::Secret", ":secretsmanager:") { needed.append("secretsmanager") }
        if takes("AWS::SSM::Parameter", ":ssm:") { needed.append("ssm") }
        if text("EnableExecuteCommand", in: service.properties) == "true" { needed.append("ssmmessages") }
        return needed
    }
}
