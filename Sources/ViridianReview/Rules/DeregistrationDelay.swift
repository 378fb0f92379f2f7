import ViridianTemplate

extension Rule {
    /// Tasks that drain for five minutes because nobody said otherwise.
    static let deregistrationDelay = Rule(
        "deregistration-delay", .medium, .deployment, .practice,
        title: "Target group of a service with the default deregistration delay of 300 seconds",
        rationale:
            "Each task that is replaced stays for the whole delay, also when it has no connection left. With the default every "
            + "deployment and every rollback takes five minutes longer than most applications need. In development, where nobody "
            + "waits for a rollback, it is of low severity.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
        failing: [
            """
            Resources:
              ↓Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1, TargetType: ip}
              Web:
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
                Properties:
                  Port: 80
                  Protocol: HTTP
                  VpcId: vpc-1
                  TargetType: ip
                  TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "30"}]
              Other:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, VpcId: vpc-1}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]
            """
        ]
    ) { subject in
        let used = subject.services.reduce(into: Set<String>()) { names, service in
            names.formUnion(subject.targetGroups(of: service).map(\.name))
        }
        return subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").filter { spot, properties in
            used.contains(spot.key) && subject.lacksAttribute("deregistration_delay.timeout_seconds", in: properties)
        }.map { spot, _ in
            spot.problem(
                "targets of \"\(spot.key)\" drain for 300 s, the default",
                fix: "Add the attribute deregistration_delay.timeout_seconds, a little longer than the longest request."
            ).graded(subject.stage?.stage == .development ? .low : .medium).mended(
                by: spot.adding(
                    ["Key": "deregistration_delay.timeout_seconds", "Value": "30"], to: ["Properties", "TargetGroupAttributes"]),
                consequence: "A request or a connection that lasts longer than 30 s is cut when its task is replaced.")
        }
    }
}
