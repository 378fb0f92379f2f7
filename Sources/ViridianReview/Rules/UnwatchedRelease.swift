import ViridianTemplate

extension Rule {
    /// A switch in the dark.
    static let unwatchedRelease = Rule(
        "unwatched-release", .medium, .operations, .practice,
        title: "Traffic between two target groups that no alarm watches",
        rationale:
            "The weights move users to the new version, and nothing measures how they fare there: a release that "
            + "fails is found out by its users, and nothing rolls it back.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html",
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
                  DefaultActions:
                    - ↓Type: forward
                      ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green, Weight: 0}]}
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
                  DefaultActions:
                    - Type: forward
                      ForwardConfig: {TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green, Weight: 0}]}
              Unhealthy:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/ApplicationELB, MetricName: UnHealthyHostCount}
            """
        ]
    ) { subject in
        guard !subject.hasNestedStacks, !subject.hasGeneratedNames, !subject.has("AWS::CloudWatch::CompositeAlarm") else {
            return []
        }
        let watched = subject.alarmedMetrics.contains { metric in
            subject.text("Namespace", in: metric).map { !["AWS/EC2", "AWS/RDS", "AWS/Billing"].contains($0) } ?? true
        }
        let groups = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup")
        guard !watched, !groups.contains(where: { subject.mayBeUsedElsewhere($0.spot.key) }) else { return [] }
        let weighted = subject.forwardings.first { forwarding in
            forwarding.groups.count > 1 && forwarding.groups.allSatisfy { subject.resource(named: $0.name) != nil }
        }
        return weighted.map { forwarding in
            [
                Problem(
                    "no alarm watches the target groups between which traffic moves", at: forwarding.action.place,
                    fix: "Add alarms on UnHealthyHostCount and HTTPCode_Target_5XX_Count of each target group.")
            ]
        } ?? []
    }
}
