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
            let waitsForAll = groups.allSatisfy { group in
                let own = forwarders.filter {
                    subject.resources[$0].map { subject.names(in: subject.spot($0)).contains(group) } ?? false
                }
                return own.isEmpty || !precedents.isDisjoint(with: own)
            }
            guard !waitsForAll else { return nil }
            return service.spot.problem(
                "\"\(service.spot.key)\" may be made before \(forwarders.joined(separator: ", ")) attaches its target group",
                fix: "Add DependsOn: \(forwarders[0]).")
        }
    }
}
