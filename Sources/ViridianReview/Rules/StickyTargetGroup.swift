import ViridianTemplate

extension Rule {
    /// Sessions that no weight can move.
    static let stickyTargetGroup = Rule(
        "sticky-target-group", .high, .deployment, .practice,
        title: "Weighted target groups of which one is sticky, without stickiness of the groups",
        rationale:
            "Where a forward names several target groups and one of them has sticky sessions, the forward needs "
            + "stickiness as well; "
            + "otherwise a session jumps between the colours, and its cookie is worth nothing in the other group.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html",
        failing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  TargetGroupAttributes: [{Key: stickiness.enabled, Value: ↓"true"}]
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 90}
                          - {TargetGroupArn: !Ref Green, Weight: 10}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  Actions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 90}
                          - {TargetGroupArn: !Ref Green, Weight: 10}
            """
        ],
        passing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties:
                  TargetGroupAttributes: [{Key: stickiness.enabled, Value: "true"}]
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 90}
                          - {TargetGroupArn: !Ref Green, Weight: 10}
                        TargetGroupStickinessConfig: {Enabled: true, DurationSeconds: 300}
            """
        ]
    ) { subject in
        var reported: Set<String> = []
        return subject.forwardings.flatMap { forwarding -> [Problem] in
            guard forwarding.groups.count > 1, forwarding.hasNoGroupStickiness else { return [] }
            return forwarding.groups.compactMap { subject.resource(named: $0.name) }.compactMap { group in
                guard let value = subject.attribute("stickiness.enabled", in: subject.spot(group)["Properties"]),
                    subject.values(of: value).allSatisfy({ $0.spot.node.text == "true" }),
                    reported.insert(group.logicalID).inserted
                else { return nil }
                return Problem(
                    "\"\(group.logicalID)\" keeps sessions, and \"\(forwarding.action.path[1])\" moves them between groups",
                    at: value.place,
                    fix: "Turn it off, or add TargetGroupStickinessConfig to the forward, shorter than a step of the release.")
            }
        }
    }
}
