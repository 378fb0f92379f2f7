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
            """,
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
              BlueErrors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Blue.TargetGroupFullName}]
              GreenErrors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Green.TargetGroupFullName}]
              BlueLatency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: TargetResponseTime
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Blue.TargetGroupFullName}]
            """,
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
            """,
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
              BlueErrors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Blue.TargetGroupFullName}]
              GreenErrors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Green.TargetGroupFullName}]
              BlueLatency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: TargetResponseTime
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Blue.TargetGroupFullName}]
              Latency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: TargetResponseTime
                  Dimensions: [{Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName}]
            """,
            """
            Resources:
              Public:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Internal:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
              Web:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: web
                  LoadBalancers:
                    - {ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Public}
                    - {ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Internal}
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_Target_5XX_Count
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Public.TargetGroupFullName}]
            """,
        ]
    ) { subject in
        let groups = subject.resources(ofType: "AWS::ElasticLoadBalancingV2::TargetGroup").map(\.spot)
        let metrics = subject.alarmedMetrics
        guard groups.count > 1, !metrics.isEmpty else { return [] }
        let watched = watchedMetrics(metrics, subject)
        let whole = metrics.filter { metric in
            let names = subject.items("Dimensions", in: metric).map { subject.text("Name", in: $0.spot) }
            return names.contains("LoadBalancer") && !names.contains("TargetGroup")
        }.map { metricName(of: $0, subject) }
        let missed = pairs(subject).reduce(into: [String: Set<String>]()) { missed, pair in
            let sets = pair.map { watched[$0, default: []] }
            let shared = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
            let all = sets.reduce(into: Set<String>()) { $0.formUnion($1) }
            for (group, own) in zip(pair, sets) {
                // Alarms on the whole balancer may be all that is wanted, unless the colours have alarms of their own.
                let isMeant = own.isEmpty ? whole.isEmpty : !shared.isEmpty
                if isMeant { missed[group, default: []].formUnion(all.subtracting(own).subtracting(whole)) }
            }
        }
        return groups.compactMap { group in
            guard let names = missed[group.key], !names.isEmpty else { return nil }
            let what = watched[group.key] == nil ? "" : "\(names.sorted().joined(separator: " and ")) of "
            return group.problem(
                "no alarm watches \(what)\"\(group.key)\", and one watches its other colour",
                fix: "Add the same alarms for \"\(group.key)\".")
        }
    }

    /// The metrics that alarms watch, by the resources to which they belong.
    private static func watchedMetrics(_ metrics: [Spot], _ subject: Subject) -> [String: Set<String>] {
        metrics.reduce(into: [:]) { watched, metric in
            for name in subject.names(in: metric) { watched[name, default: []].insert(metricName(of: metric, subject)) }
        }
    }

    /// What an alarm watches; what it was to watch, where its name is nearly one of AWS's, which is told elsewhere.
    private static func metricName(of metric: Spot, _ subject: Subject) -> String {
        let name = subject.text("MetricName", in: metric) ?? "a metric"
        guard let known = subject.text("Namespace", in: metric).flatMap(Metrics.names), !known.contains(name) else { return name }
        return Suggestion.nearest(to: name, among: known.sorted()) ?? name
    }

    /// The target groups between which releases move traffic, by logical id.
    private static func pairs(_ subject: Subject) -> [[String]] {
        var pairs = subject.forwardings.filter { $0.groups.count > 1 }.map { $0.groups.map(\.name) }
        pairs += subject.ecsDeploymentGroups.map { group in
            subject.items("LoadBalancerInfo.TargetGroupPairInfoList", in: group.properties).flatMap { pair in
                subject.items("TargetGroups", in: pair.spot).compactMap { $0.spot["Name"]?.node }
            }
        }
        let named = pairs.map { pair in pair.compactMap { subject.resource(named: $0)?.logicalID } }
        return named + subject.services.flatMap { alternates(of: $0, subject) }
    }

    /// The pairs between which ECS moves a service: both are of one entry. Two balancers of a service are no colours.
    private static func alternates(of service: ECSService, _ subject: Subject) -> [[String]] {
        Dictionary(grouping: subject.targetGroups(of: service), by: \.entry.path).values.map { $0.map(\.name) }
            .filter { $0.count == 2 }
    }
}
