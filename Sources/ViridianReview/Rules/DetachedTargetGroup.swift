import ViridianTemplate

extension Rule {
    /// A group that nobody sends anything to.
    static let detachedTargetGroup = Rule(
        "detached-target-group", .critical, .deployment, .aws,
        title: "Service in a target group that no listener forwards to",
        rationale:
            "ECS refuses the service: \"The target group does not have an associated load balancer.\" A group "
            + "belongs to a balancer once a listener or a rule of it names the group.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
        failing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}], LoadBalancerArn: arn}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: ↓!Ref Green}]
            """
        ],
        passing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Blue}], LoadBalancerArn: arn}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Blue}]
            """
        ]
    ) { subject in
        guard !subject.hasGeneratedNames else { return [] }
        return subject.services.flatMap { service in
            service.loadBalancers.compactMap { entry -> Problem? in
                guard let group = subject.resource(at: "TargetGroupArn", in: entry.spot),
                    let place = entry.spot["TargetGroupArn"]?.place,
                    group.type == "AWS::ElasticLoadBalancingV2::TargetGroup", !subject.mayBeUsedElsewhere(group.logicalID)
                else { return nil }
                let isAttached = subject.users(of: group.logicalID).contains { user in
                    user.type.hasPrefix("AWS::ElasticLoadBalancingV2::") || !user.type.hasPrefix("AWS::")
                        || user.type == "AWS::CloudFormation::CustomResource"
                }
                guard !isAttached else { return nil }
                return Problem(
                    "no listener and no rule forwards to \"\(group.logicalID)\"", at: place,
                    fix:
                        "Name \(group.logicalID) in a listener's default action or in a rule, with weight 0 if it is to get nothing yet."
                )
            }
        }
    }
}
