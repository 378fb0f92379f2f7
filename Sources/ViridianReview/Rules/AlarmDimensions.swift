import ViridianTemplate

extension Rule {
    /// An alarm on a metric that nobody publishes so.
    static let alarmDimensions = Rule(
        "alarm-dimensions", .high, .operations, .practice,
        title: "Alarm on a load balancer's metric with dimensions under which it isn't published",
        rationale:
            "A metric is found only under exactly the dimensions with which it is published. Others give no data and "
            + "no error: the "
            + "alarm stays in INSUFFICIENT_DATA, and a release that it should stop goes on.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        failing: [
            """
            Resources:
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HealthyHostCount
                  ↓Dimensions: [{Name: TargetGroup, Value: !GetAtt Group.TargetGroupFullName}]
              Own:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HTTPCode_ELB_5XX_Count
                  ↓Dimensions:
                    - {Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName}
                    - {Name: TargetGroup, Value: !GetAtt Group.TargetGroupFullName}
              Reference:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: TargetResponseTime
                  ↓Dimensions: [{Name: LoadBalancer, Value: !Ref Balancer}]
              Balancer:
                Type: AWS::ElasticLoadBalancingV2::LoadBalancer
            """
        ],
        passing: [
            """
            Resources:
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: HealthyHostCount
                  Dimensions:
                    - {Name: LoadBalancer, Value: !GetAtt Balancer.LoadBalancerFullName}
                    - {Name: TargetGroup, Value: !GetAtt Group.TargetGroupFullName}
              Requests:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ApplicationELB
                  MetricName: RequestCountPerTarget
                  Dimensions: [{Name: TargetGroup, Value: !GetAtt Group.TargetGroupFullName}]
            """
        ]
    ) { subject in
        subject.alarmedMetrics.compactMap { metric in
            guard subject.text("Namespace", in: metric) == "AWS/ApplicationELB",
                let name = subject.text("MetricName", in: metric)
            else { return nil }
            let dimensions = subject.items("Dimensions", in: metric).map(\.spot)
            let names = dimensions.map { subject.text("Name", in: $0) }
            guard !names.contains(nil), let place = metric["Dimensions"] ?? (dimensions.isEmpty ? metric : nil),
                metric["Dimensions"].map({ $0.node.list != nil }) ?? true
            else { return nil }
            if let fault = fault(name, names.compactMap { $0 }) {
                return place.problem(
                    "\(name) \(fault)", fix: "Give it the dimensions LoadBalancer and, for one colour, TargetGroup.")
            }
            let byReference = dimensions.first {
                if case .ref(let name)? = $0["Value"]?.node.function { subject.resources[name] != nil } else { false }
            }
            return byReference.map { _ in
                place.problem(
                    "the value of a dimension is the end of the ARN, and Ref gives the whole of it",
                    fix: "Write !GetAtt NAME.LoadBalancerFullName or !GetAtt NAME.TargetGroupFullName.")
            }
        }
    }

    private static func fault(_ metric: String, _ names: [String]) -> String? {
        if metric.hasPrefix("HTTPCode_ELB_"), names.contains("TargetGroup") { return "isn't published for a target group" }
        let ofGroups = metric == "HealthyHostCount" || metric == "UnHealthyHostCount"
        let ofTargets =
            ofGroups || metric.hasPrefix("HTTPCode_Target_") || metric == "TargetResponseTime" || metric == "RequestCount"
        if ofTargets, !names.contains("LoadBalancer") { return "isn't published without the dimension LoadBalancer" }
        if ofGroups, !names.contains("TargetGroup") { return "isn't published without the dimension TargetGroup" }
        return nil
    }
}
