import ViridianTemplate

extension Rule {
    /// Weights that only newcomers feel.
    static let stickyWeights = Rule(
        "sticky-weights", .medium, .deployment, .practice,
        title: "Weighted target groups that keep their clients longer than a release takes",
        rationale:
            "With TargetGroupStickinessConfig a client that has been to one group goes back to it for as long as its cookie "
            + "lives, whatever the weights say, also when the weight is 0. After the switch its requests still go to the old "
            + "version, and find nobody once that is gone.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html",
        failing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: arn
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 90}
                          - {TargetGroupArn: !Ref Green, Weight: 10}
                        ↓TargetGroupStickinessConfig: {Enabled: true, DurationSeconds: 86400}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration: {Strategy: BLUE_GREEN, BakeTimeInMinutes: 10}
                  LoadBalancers:
                    - TargetGroupArn: !Ref Blue
                      AdvancedConfiguration: {AlternateTargetGroupArn: !Ref Green, ProductionListenerRule: !Ref Rule}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Actions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 1}
                          - {TargetGroupArn: !Ref Green, Weight: 0}
                        ↓TargetGroupStickinessConfig: {Enabled: true, DurationSeconds: 1800}
            """
        ],
        passing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  LoadBalancerArn: arn
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups:
                          - {TargetGroupArn: !Ref Blue, Weight: 90}
                          - {TargetGroupArn: !Ref Green, Weight: 10}
                        TargetGroupStickinessConfig: {Enabled: true, DurationSeconds: 300}
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  ListenerArn: !Ref Listener
                  Actions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 1}, {TargetGroupArn: !Ref Green, Weight: 0}]
                        TargetGroupStickinessConfig: {Enabled: false, DurationSeconds: 86400}
            """
        ]
    ) { subject in
        let holds = subject.releaseHolds
        return subject.forwardings.compactMap { forwarding in
            let stickiness = "ForwardConfig.TargetGroupStickinessConfig"
            guard forwarding.groups.count > 1, subject.text("\(stickiness).Enabled", in: forwarding.action) == "true",
                let seconds = subject.number("\(stickiness).DurationSeconds", in: forwarding.action)
            else { return nil }
            let groups = forwarding.groups.compactMap { subject.resource(named: $0.name)?.logicalID }
            let hold = holds.filter { !$0.targetGroups.isDisjoint(with: groups) }.map(\.seconds).max()
            // Where nothing says how long a release takes, an hour is longer than most.
            let limit = max(hold ?? 3600, 300)
            guard seconds > limit else { return nil }
            let place = subject.values(stickiness, in: forwarding.action).first?.spot.keyPlace ?? forwarding.action.place
            let end = hold.map { ", and the release lasts \($0) s" } ?? ""
            return Problem(
                "for \(seconds) s a client stays with the group that it met first, whatever the weights say\(end)", at: place,
                fix: "Leave it out, or, where a group itself has sticky sessions, let DurationSeconds be \(limit) at most.")
        }
    }
}
