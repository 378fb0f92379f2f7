import ViridianTemplate

extension Rule {
    /// A service that may be made before its target group has a load balancer.
    static let listenerDependency = Rule(
        "listener-dependency", .high, .deployment, .practice,
        title: "Service that doesn't wait for the listener of its target group",
        rationale:
            "ECS refuses a service whose target group has no load balancer yet: \"The target group … does not have an associated "
            + "load balancer.\" Without a dependency CloudFormation makes service and listener at once, and which comes first is "
            + "chance.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              ↓Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]
              Alarm:
                Type: AWS::CloudWatch::Alarm
                DependsOn: [Listener]
                Properties: {}
              Web:
                Type: AWS::ECS::Service
                DependsOn: Alarm
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """
        ]
    ) { subject in
        subject.services.compactMap { service in
            let groups = Set(service.loadBalancers.compactMap { subject.resource(at: "TargetGroupArn", in: $0.spot)?.logicalID })
            let forwarders = subject.resources(
                ofType: "AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule"
            ).filter { !subject.names(in: $0.spot).isDisjoint(with: groups) }.map(\.spot.key)
            guard !forwarders.isEmpty else { return nil }
            let precedents = subject.precedents(of: service.spot.key)
            let open = groups.sorted().map { group in
                forwarders.filter { name in
                    subject.resources[name].map { subject.names(in: subject.spot($0)).contains(group) } ?? false
                }
            }.filter { !$0.isEmpty && precedents.isDisjoint(with: $0) }
            guard !open.isEmpty else { return nil }
            return service.spot.problem(
                "\"\(service.spot.key)\" may be made before \(forwarders.joined(separator: ", ")) attaches its target group",
                fix: "Add DependsOn: \(forwarders[0])."
            ).mended(by: waiting(service, for: open, subject))
        }
    }

    /// The service waits for one listener of each group; not for one that waits for the service, or that isn't always there.
    private static func waiting(_ service: ECSService, for open: [[String]], _ subject: Subject) -> [Change] {
        let chosen = open.map { names in
            names.first { name in
                let condition = subject.resources[name]?.condition
                return !subject.precedents(of: name).contains(service.spot.key)
                    && (condition == nil || condition == subject.resources[service.spot.key]?.condition)
            }
        }
        let names = chosen.compactMap { $0 }
        guard names.count == open.count else { return [] }
        return subject.waiting(service.spot, for: names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }
}
