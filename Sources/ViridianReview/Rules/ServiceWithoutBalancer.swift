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
        subject.servicesWithoutBalancer.map { service, missing in
            let place = missing.isParameter ? "nothing uses the parameter" : "nothing is in"
            return service.spot.problem(
                "\"\(service.spot.key)\" is in no target group, and \(place) \"\(missing.name)\"",
                fix: "Add LoadBalancers with the container, its port and TargetGroupArn: !Ref \(missing.name).")
        }
    }
}

/// A target group that waits for a service: of the template, or given by a parameter that nothing uses.
struct WaitingTargetGroup {
    let name: String
    let isParameter: Bool
}

extension Subject {
    /// The services that were to be registered in a target group, and aren't.
    var servicesWithoutBalancer: [(service: ECSService, missing: WaitingTargetGroup)] {
        let groups = resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup")
        guard !groups.isEmpty else { return [] }
        // Of a service that CodeDeploy deploys, ECS refuses what is missing here.
        let unregistered = services.filter { $0.hasNoBalancer && !["EXTERNAL", "CODE_DEPLOY"].contains($0.controller) }
        guard !unregistered.isEmpty else { return [] }
        let passive = ["::Listener", "::ListenerRule", "::Alarm", "::Dashboard", "::ScalingPolicy"]
        let used = names(in: resourceList.filter { resource in !passive.contains { resource.type.hasSuffix($0) } })
        let idle = groups.filter { spot, properties in
            !used.contains(spot.key) && !exportedNames.contains(spot.key) && lacks("Targets", in: properties)
                && ["ip", "instance", nil].contains(text("TargetType", in: properties))
        }
        guard let group = idle.first, !hasNestedStacks else {
            let given = section("Parameters").filter { parameter in
                parameter.key.lowercased().contains("targetgroup") && !usedNames.parameters.contains(parameter.key)
            }
            return unregistered.prefix(given.count).map { ($0, WaitingTargetGroup(name: given[0].key, isParameter: true)) }
        }
        return unregistered.prefix(idle.count).map { ($0, WaitingTargetGroup(name: group.spot.key, isParameter: false)) }
    }
}
