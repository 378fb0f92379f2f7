import ViridianTemplate

extension Rule {
    /// Several target groups, and no word on who gets how much.
    static let forwardWeights = Rule(
        "forward-weights", .high, .deployment, .practice,
        title: "Forward to several target groups with a weight missing, or with all weights zero",
        rationale:
            "A weight is needed for each group when there are several; Elastic Load Balancing refuses a forward "
            + "without. With all "
            + "weights zero no group may take a request.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html",
        failing: [
            """
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 100}
                          - ↓{TargetGroupArn: !Ref Green}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  Actions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - ↓{TargetGroupArn: !Ref Blue, Weight: 0}
                          - {TargetGroupArn: !Ref Green, Weight: 0}
            """
        ],
        passing: [
            """
            Parameters:
              Green: {Type: Number}
            Resources:
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: !Ref Balancer
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 0}
                          - {TargetGroupArn: !Ref Green, Weight: !Ref Green}
              Single:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions: [{Type: forward, ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue}]}}]
            """
        ]
    ) { subject in
        subject.forwardings.compactMap { forwarding in
            guard forwarding.groups.count > 1 else { return nil }
            if let bare = forwarding.groups.first(where: \.hasNoWeight) {
                return Problem(
                    "this target group has no weight, and there are \(forwarding.groups.count)", at: bare.spot.place,
                    fix: "Give each group a weight from 0 to 999.")
            }
            guard forwarding.groups.allSatisfy({ $0.weight == 0 }) else { return nil }
            return Problem(
                "all weights are zero: no target group may take a request", at: forwarding.groups[0].spot.place,
                fix: "Give the group that serves a weight above 0.")
        }
    }
}
