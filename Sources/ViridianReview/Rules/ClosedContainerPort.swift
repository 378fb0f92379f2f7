import ViridianTemplate

extension Rule {
    /// A door that the guests can't reach.
    static let closedContainerPort = Rule(
        "closed-container-port", .critical, .deployment, .practice,
        title: "Container port that no rule of the tasks' security groups opens",
        rationale:
            "The load balancer reaches tasks on the container's port. Where their security groups open another one, every health "
            + "check times out, tasks are stopped and started again, and the deployment never becomes steady.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
        failing: [
            """
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress:
                    - {IpProtocol: tcp, ↓FromPort: 80, ToPort: 80, SourceSecurityGroupId: !Ref Front}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!Ref Tasks]}}
            """,
            """
            Parameters:
              Port: {Type: Number, Default: 3000}
            Resources:
              ↓Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: tasks}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: !Ref Port, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!GetAtt Tasks.GroupId]}}
            """,
        ],
        passing: [
            """
            Parameters:
              Port: {Type: Number, Default: 3000}
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties: {GroupDescription: tasks}
              FromFront:
                Type: AWS::EC2::SecurityGroupIngress
                Properties:
                  {GroupId: !Ref Tasks, IpProtocol: tcp, FromPort: !Ref Port, ToPort: !Ref Port, SourceSecurityGroupId: sg-1}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 3000, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!Ref Tasks]}}
            """,
            """
            Resources:
              Tasks:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: tasks
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: sg-1}]
              All:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: all
                  SecurityGroupIngress: [{IpProtocol: "-1", CidrIp: 10.0.0.0/8}]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!Ref Tasks, !Ref All]}}
              Other:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 8080, TargetGroupArn: !Ref Group}]
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a, b], SecurityGroups: [!Ref Tasks, !Ref Given]}}
            """,
        ]
    ) { subject in
        var reported: Set<[String]> = []
        return subject.services.flatMap { service -> [Problem] in
            let given = subject.items("NetworkConfiguration.AwsvpcConfiguration.SecurityGroups", in: service.properties)
            let groups = given.map { subject.resource(named: $0.spot.node) }.filter { $0?.type == "AWS::EC2::SecurityGroup" }
                .compactMap { $0 }
            guard !groups.isEmpty, groups.count == given.count, !subject.hasGeneratedNames,
                let doors = subject.doors(of: groups)
            else { return [] }
            return service.loadBalancers.compactMap { entry in
                guard let port = subject.port(of: entry.spot, service),
                    !doors.contains(where: { $0.ports?.contains(port) ?? true })
                else { return nil }
                // Where there is a single rule, that is the one to be corrected.
                let place = doors.count == 1 ? doors[0].place : subject.spot(groups[0]).keyPlace
                guard reported.insert(place.path + [String(port)]).inserted else { return nil }
                let names = groups.map { "\"\($0.logicalID)\"" }.joined(separator: ", ")
                let verb = groups.count == 1 ? "doesn't" : "don't"
                return Problem(
                    "\"\(service.spot.key)\" is reached on port \(port), and \(names) \(verb) open it",
                    at: place,
                    fix: "Let the load balancer's group in on port \(port): SourceSecurityGroupId, FromPort and ToPort.")
            }
        }
    }
}

/// What a rule of a security group lets in.
struct Door {
    /// The ports; none for all of them.
    let ports: ClosedRange<Int>?
    let place: Place
}

extension Subject {
    /// The doors of some security groups for TCP and UDP; none where not all of them can be known.
    func doors(of groups: [Resource]) -> [Door]? {
        var rules: [Spot] = []
        for group in groups {
            let properties = spot(group)["Properties"]
            let inline = items("SecurityGroupIngress", in: properties).map(\.spot)
            let isReadable = lacks("SecurityGroupIngress", in: properties) || !inline.isEmpty
            // What is told elsewhere may be opened there; as a rule that is done with groups that open nothing here.
            guard isReadable, !inline.isEmpty || !mayBeUsedElsewhere(group.logicalID) else { return nil }
            rules += inline
        }
        let names = Set(groups.map(\.logicalID))
        for (_, properties) in resources(ofType: "AWS::EC2::SecurityGroupIngress") {
            guard let properties, let group = properties["GroupId"] else { return nil }
            // A group from outside is none of these, unless it is made up by a function.
            guard let named = resource(named: group.node) else {
                if case .ref? = group.node.function { continue }
                if group.node.string != nil { continue }
                return nil
            }
            if names.contains(named.logicalID) { rules.append(properties) }
        }
        let doors = rules.map(door)
        return doors.contains { $0 == nil } ? nil : doors.compactMap { $0 }.filter { $0.ports.map { !$0.isEmpty } ?? true }
    }

    /// The port on which tasks are reached; the container's own where the service names one that it hasn't, which is a fault of
    /// its own.
    fileprivate func port(of entry: Spot, _ service: ECSService) -> Int? {
        guard let port = number("ContainerPort", in: entry) else { return nil }
        let containers = items("ContainerDefinitions", in: service.taskDefinition).map(\.spot)
        let ports = containers.flatMap { items("PortMappings", in: $0) }.map { number("ContainerPort", in: $0.spot) }
        if ports.isEmpty || ports.contains(nil) || ports.contains(port) { return port }
        return ports.count == 1 ? ports[0] : nil
    }

    private func door(_ rule: Spot) -> Door? {
        guard let name = text("IpProtocol", in: rule)?.lowercased() else { return nil }
        if name == "-1" { return Door(ports: nil, place: rule.place) }
        guard ["tcp", "6", "udp", "17"].contains(name) else { return Door(ports: 0...0, place: rule.place) }
        guard let from = number("FromPort", in: rule), let to = number("ToPort", in: rule), from <= to else { return nil }
        return Door(ports: from...to, place: (rule["FromPort"] ?? rule).keyPlace)
    }
}
