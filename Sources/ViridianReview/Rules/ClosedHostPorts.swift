import ViridianTemplate

extension Rule {
    /// A port that Docker chose, behind a door for another.
    static let closedHostPorts = Rule(
        "closed-host-ports", .critical, .deployment, .practice,
        title: "Instances whose security group doesn't open the ports that Docker chooses",
        rationale:
            "In bridge mode a container without a host port, or with 0, gets one that Docker chooses from the ephemeral range, "
            + "32768 to 65535, and the load balancer sends requests and health checks there. A group that opens the container's "
            + "own port lets none of them in: no target becomes healthy.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
        failing: [
            """
            Resources:
              ↓Hosts:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: hosts}
              In:
                Type: AWS::EC2::SecurityGroupIngress
                Properties: {GroupId: !GetAtt Hosts.GroupId, IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/8}
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {SecurityGroupIds: [!GetAtt Hosts.GroupId]}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template}}
              Provider:
                Type: AWS::ECS::CapacityProvider
                Properties: {AutoScalingGroupProvider: {AutoScalingGroupArn: !Ref Group}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, PortMappings: [{ContainerPort: 8080, HostPort: 0}]}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  CapacityProviderStrategy: [{CapacityProvider: !Ref Provider, Weight: 1}]
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: arn}]
            """
        ],
        passing: [
            """
            Resources:
              Hosts:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: hosts
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 32768, ToPort: 65535, CidrIp: 10.0.0.0/8}]
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {NetworkInterfaces: [{Groups: [!GetAtt Hosts.GroupId]}]}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template}}
              Dynamic:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, PortMappings: [{ContainerPort: 8080}]}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Dynamic
                  LaunchType: EC2
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: arn}]
            """,
            """
            Resources:
              Hosts:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: hosts
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/8}]
              Template:
                Type: AWS::EC2::LaunchTemplate
                Properties: {LaunchTemplateData: {SecurityGroupIds: [!GetAtt Hosts.GroupId]}}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties: {LaunchTemplate: {LaunchTemplateId: !Ref Template}}
              Fixed:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, PortMappings: [{ContainerPort: 8080, HostPort: 8080}]}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Fixed
                  LaunchType: EC2
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: arn}]
            """,
        ]
    ) { subject in
        guard !subject.hasGeneratedNames else { return [] }
        var reported: Set<String> = []
        return subject.services.compactMap { service in
            guard subject.networkMode(of: service.taskDefinition) == "bridge", subject.leavesHostPort(of: service),
                let groups = subject.hostGroups(of: service), let doors = subject.doors(of: groups)
            else { return nil }
            // Older agents take ports from 49153 up, Linux takes them up to 60999: what covers both misses none for certain.
            let isOpen = doors.contains { door in door.ports.map { $0.contains(49153) && $0.contains(60999) } ?? true }
            guard !isOpen, reported.insert(groups[0].logicalID).inserted else { return nil }
            let names = groups.map { "\"\($0.logicalID)\"" }.joined(separator: ", ")
            return subject.spot(groups[0]).problem(
                "Docker chooses the ports of \"\(service.spot.key)\", and \(names) \(groups.count == 1 ? "opens" : "open") "
                    + (doors.isEmpty ? "none" : "others only"),
                fix: "Let the load balancer's group in on ports 32768 to 65535, or give the container a host port of its own.")
        }
    }
}

extension Subject {
    /// Whether a port on which a load balancer reaches the service is certainly left to Docker.
    fileprivate func leavesHostPort(of service: ECSService) -> Bool {
        let containers = items("ContainerDefinitions", in: service.taskDefinition).map(\.spot)
        return service.loadBalancers.contains { entry in
            guard let port = number("ContainerPort", in: entry.spot), let name = text("ContainerName", in: entry.spot),
                let container = containers.first(where: { text("Name", in: $0) == name })
            else { return false }
            return items("PortMappings", in: container).contains { mapping in
                number("ContainerPort", in: mapping.spot) == port
                    && (lacks("HostPort", in: mapping.spot) || number("HostPort", in: mapping.spot) == 0)
            }
        }
    }

    /// The security groups of the instances on which a service's tasks run; none where not all of them are known.
    fileprivate func hostGroups(of service: ECSService) -> [Resource]? {
        var hosts = resources(ofType: "AWS::AutoScaling::AutoScalingGroup").map(\.properties)
        if service.usesOwnProviders {
            hosts = items("CapacityProviderStrategy", in: service.properties).map { entry in
                let provider = resource(at: "CapacityProvider", in: entry.spot).map { spot($0)["Properties"] } ?? nil
                let group = resource(at: "AutoScalingGroupProvider.AutoScalingGroupArn", in: provider)
                return group.map { spot($0)["Properties"] } ?? nil
            }
        } else if !service.needsInstances || hosts.count != 1 {
            return nil
        }
        var groups: [Resource] = []
        for host in hosts {
            guard let template = resource(at: "LaunchTemplate.LaunchTemplateId", in: host),
                case let data = spot(template)["Properties"]?["LaunchTemplateData"]
            else { return nil }
            let given =
                items("SecurityGroupIds", in: data)
                + items("NetworkInterfaces", in: data).flatMap { items("Groups", in: $0.spot) }
            let named = given.compactMap { resource(named: $0.spot.node) }.filter { $0.type == "AWS::EC2::SecurityGroup" }
            guard !given.isEmpty, named.count == given.count else { return nil }
            groups += named.filter { group in !groups.contains { $0.logicalID == group.logicalID } }
        }
        return groups.isEmpty ? nil : groups
    }
}
