import ViridianTemplate

extension Rule {
    /// A watch on half of the release.
    static let alarmOnOneColour = Rule(
        "alarm-on-one-colour", .medium, .operations, .practice,
        title: "Alarms on one of the target groups between which a release moves traffic",
        rationale:
            "After every other release the watched colour is the idle one: its alarms see no traffic, and the colour "
            + "that serves is "
            + "watched by nobody.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        failing: [
            """
            Resources:
              Blue:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              ↓Green:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Listener:
                Type: AWS::ElasticLoadBalancingV2::Listener
                Properties:
                  DefaultActions:
                    - Type: forward
                      ForwardConfig:
                        TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green, Weight: 0}]
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions:
                    - {Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName}
                    - {Name: TargetGroup, Value: !GetAtt Blue.TargetGroupFullName}
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
                      ForwardConfig:
                        TargetGroups: [{TargetGroupArn: !Ref Blue, Weight: 100}, {TargetGroupArn: !Ref Green, Weight: 0}]
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions: [{Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName}]
            """
        ]
    ) { subject in
        let watched = subject.alarmedMetrics.reduce(into: Set<String>()) { $0.formUnion(subject.names(in: $1)) }
        let balancers = subject.alarmedMetrics.filter { metric in
            let names = subject.items("Dimensions", in: metric).map { subject.text("Name", in: $0.spot) }
            return names.contains("LoadBalancer") && !names.contains("TargetGroup")
        }
        var pairs = subject.forwardings.filter { $0.groups.count > 1 }.map { $0.groups.map(\.name) }
        pairs += subject.ecsDeploymentGroups.map { group in
            subject.items("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties).flatMap { pair in
                subject.items("TargetGroups", in: pair.spot).compactMap { $0.spot["Name"]?.node }
            }
        }
        let missed = pairs.reduce(into: Set<String>()) { missed, pair in
            let names = Set(pair.compactMap { subject.resource(named: $0)?.logicalID })
            if !names.isDisjoint(with: watched) { missed.formUnion(names.subtracting(watched)) }
        }
        guard balancers.isEmpty else { return [] }
        return subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").map(\.spot).filter {
            missed.contains($0.key)
        }.map {
            $0.problem(
                "no alarm watches \"\($0.key)\", and one watches its other colour", fix: "Add the same alarms for \"\($0.key)\".")
        }
    }
}
