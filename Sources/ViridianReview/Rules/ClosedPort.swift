import ViridianTemplate

extension Rule {
    /// Something listens, and its security group lets nobody near.
    static let closedPort = Rule(
        "closed-port", .high, .deployment, .practice,
        title: "Listener, endpoint or health check on a port that its security groups don't open",
        rationale:
            "A security group lets in what its rules say and nothing else. A listener behind a closed port has no clients; tasks "
            + "that can't reach an endpoint on 443 don't start; and where health checks come on a port of their own that the "
            + "tasks keep closed, every deployment fails.",
        page: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
        failing: [
            """
            Resources:
              Front:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: front
                  SecurityGroupIngress: [{IpProtocol: tcp, ↓FromPort: 8443, ToPort: 8443, CidrIp: 0.0.0.0/0}]
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {SecurityGroups: [!Ref Front]}
              Https:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: []}
              ↓Private:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: endpoints
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 10.0.0.0/16}
                    - {IpProtocol: tcp, FromPort: 8080, ToPort: 8090, CidrIp: 10.0.0.0/16}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  VpcId: vpc-1
                  ServiceName: com.amazonaws.eu-central-1.ecr.dkr
                  VpcEndpointType: Interface
                  SecurityGroupIds: [!GetAtt Private.GroupId]
            """,
            """
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, ↓FromPort: 80, ToPort: 80, SourceSecurityGroupId: sg-1}]
              Targets:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ip, VpcId: vpc-1, HealthCheckPort: "9000"}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!Ref Tasks]}}
            """,
        ],
        passing: [
            """
            Parameters:
              Port: {Type: Number}
            Resources:
              Front:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: front
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]
              Test:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !Ref Front, IpProtocol: tcp, FromPort: 8443, ToPort: 8443, CidrIp: 10.0.0.0/8}
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
                Properties: {SecurityGroups: [!Ref Front]}
              Https:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: 443, Protocol: HTTPS, DefaultActions: []}
              Trial:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: 8443, Protocol: HTTPS, DefaultActions: []}
              Asked:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {LoadBalancerArn: !Ref Balancer, Port: !Ref Port, Protocol: HTTPS, DefaultActions: []}
              All:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: all, SecurityGroupIngress: [{IpProtocol: "-1", CidrIp: 10.0.0.0/16}]}
              Registry:
                Type: AWS::EC2::VPCEndpoint
                Properties:
                  {VpcId: vpc-1, ServiceName: com.amazonaws.eu-central-1.ecr.dkr, VpcEndpointType: Interface,
                    SecurityGroupIds: [!Ref All]}
              Targets:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, TargetType: ip, VpcId: vpc-1, HealthCheckPort: traffic-port}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Targets}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!Ref Front]}}
            """
        ]
    ) { subject in
        guard !subject.hasGeneratedNames else { return [] }
        var told: Set<[String]> = []
        let entrances = subject.listenerEntrances + subject.endpointEntrances + subject.healthCheckEntrances
        return entrances.compactMap { entrance in
            guard let problem = problem(at: entrance, subject), told.insert(problem.path + [String(entrance.port)]).inserted
            else { return nil }
            return problem
        }
    }

    private static func problem(at entrance: Entrance, _ subject: Subject) -> Problem? {
        let groups = entrance.groups.map { subject.resource(named: $0.spot.node) }.compactMap { $0 }
        guard !groups.isEmpty, groups.count == entrance.groups.count,
            groups.allSatisfy({ $0.type == "AWS::EC2::SecurityGroup" }), let doors = subject.doors(of: groups),
            !doors.contains(where: { $0.ports?.contains(entrance.port) ?? true })
        else { return nil }
        let names = groups.map { "\"\($0.logicalID)\"" }.joined(separator: ", ")
        return Problem(
            "\(entrance.what) on port \(entrance.port), and \(names) \(groups.count == 1 ? "doesn't" : "don't") open it",
            // Where there is a single rule, that is the one to be corrected.
            at: doors.count == 1 ? doors[0].place : subject.spot(groups[0]).keyPlace,
            fix: "Let in on port \(entrance.port) whoever is to reach it.")
    }
}

/// A port on which something is to be reached, and the security groups before it.
private struct Entrance {
    let what: String
    let port: Int
    let groups: [Possibility]
}

extension Subject {
    fileprivate var listenerEntrances: [Entrance] {
        resources(ofType: "AWS::ElasticLoadBalancingV2::Listener").compactMap { listener, properties in
            guard let port = number("Port", in: properties),
                let balancer = resource(at: "LoadBalancerArn", in: properties)
            else { return nil }
            return Entrance(
                what: "\"\(listener.key)\" listens", port: port,
                groups: items("Properties.SecurityGroups", in: spot(balancer)))
        }
    }

    fileprivate var endpointEntrances: [Entrance] {
        resources(ofType: "AWS::EC2::VPCEndpoint").compactMap { endpoint, properties in
            guard text("VpcEndpointType", in: properties) == "Interface" else { return nil }
            return Entrance(
                what: "\"\(endpoint.key)\" is reached", port: 443, groups: items("SecurityGroupIds", in: properties))
        }
    }

    /// Health checks on another port than the container's, which is a matter of its own.
    fileprivate var healthCheckEntrances: [Entrance] {
        services.flatMap { service -> [Entrance] in
            let groups = items("NetworkConfiguration.AwsvpcConfiguration.SecurityGroups", in: service.properties)
            return service.loadBalancers.compactMap { entry in
                guard let targets = resource(at: "TargetGroupArn", in: entry.spot),
                    let port = number("Properties.HealthCheckPort", in: spot(targets)),
                    port != number("ContainerPort", in: entry.spot)
                else { return nil }
                return Entrance(what: "health checks of \"\(targets.logicalID)\" come", port: port, groups: groups)
            }
        }
    }
}
