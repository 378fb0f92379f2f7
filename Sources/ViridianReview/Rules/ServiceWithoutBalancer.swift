import ViridianTemplate

extension Rule {
    /// A service that no request reaches, beside a target group in which nothing is.
    static let serviceWithoutBalancer = Rule(
        "service-without-balancer", .high, .deployment, .practice,
        title: "Service without a load balancer, beside a target group in which nothing registers",
        rationale:
            "The load balancer forwards to an empty target group and answers 503 to everything, while the tasks run "
            + "and nobody calls "
            + "them. LoadBalancers in the service is what registers them.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {TargetType: ip}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
              ↓Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: web}
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {TargetType: ip}
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
              Worker:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: worker}
            """
        ]
    ) { subject in
        let groups = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup")
        guard !groups.isEmpty else { return [] }
        let passive = ["::Listener", "::ListenerRule", "::Alarm", "::Dashboard", "::ScalingPolicy"]
        let used = subject.names(
            in: subject.resourceList.filter { resource in !passive.contains { resource.type.hasSuffix($0) } })
        let idle = groups.filter { spot, properties in
            !used.contains(spot.key) && !subject.exportedNames.contains(spot.key) && subject.lacks("Targets", in: properties)
                && ["ip", "instance", nil].contains(subject.text("TargetType", in: properties))
        }
        let unregistered = subject.services.filter { $0.hasNoBalancer && $0.controller != "EXTERNAL" }
        let given = subject.section("Parameters").filter { parameter in
            parameter.key.lowercased().contains("targetgroup") && !subject.usedNames.parameters.contains(parameter.key)
        }
        guard let group = idle.first, !subject.hasNestedStacks else {
            // A target group that comes by a parameter which nothing uses.
            return unregistered.prefix(given.count).map { service in
                service.spot.problem(
                    "\"\(service.spot.key)\" is in no target group, and nothing uses the parameter \"\(given[0].key)\"",
                    fix: "Add LoadBalancers with the container, its port and TargetGroupArn: !Ref \(given[0].key).")
            }
        }
        return unregistered.prefix(idle.count).map { service in
            service.spot.problem(
                "\"\(service.spot.key)\" is in no target group, and nothing is in \"\(group.spot.key)\"",
                fix: "Add LoadBalancers with the container, its port and TargetGroupArn: !Ref \(group.spot.key).")
        }
    }
}
