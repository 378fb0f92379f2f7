import ViridianTemplate

extension Rule {
    /// An alarm on a metric that nobody publishes.
    static let unknownMetric = Rule(
        "unknown-metric", .medium, .operations, .practice,
        title: "Alarm on a metric that its namespace doesn't have",
        rationale:
            "A wrong name gives no data and no error: the alarm stays in INSUFFICIENT_DATA for ever, and what it "
            + "should watch is watched by nobody.",
        page: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
        failing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/ApplicationELB, ↓MetricName: HTTPCode_5XX_Count, Period: 60}
              Tasks:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/ECS, ↓MetricName: RunningTaskCount, Period: 60}
              Connections:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, ↓MetricName: ConnectionCount, Period: 60}
              Lag:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/DMS, ↓MetricName: ReplicationLag, Period: 60}
            """
        ],
        passing: [
            """
            Resources:
              Errors:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/ApplicationELB, MetricName: HTTPCode_Target_5XX_Count, Period: 60}
              Tasks:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: ECS/ContainerInsights, MetricName: RunningTaskCount, Period: 60}
              Own:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: Shop, MetricName: Anything, Period: 60}
              Database:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, MetricName: DatabaseConnections, Period: 60}
              Young:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, MetricName: AMetricOfTomorrow, Period: 60}
            """
        ]
    ) { subject in
        subject.alarmedMetrics.compactMap { metric in
            guard let namespace = subject.text("Namespace", in: metric), let name = subject.text("MetricName", in: metric),
                let place = metric["MetricName"]
            else { return nil }
            if let right = Metrics.rightName(for: name, in: namespace) {
                return place.problem("\(namespace) has no metric \(name)", fix: "Write MetricName: \(right).")
            }
            guard let known = Metrics.names(in: namespace), !known.contains(name) else { return nil }
            let home = Metrics.namespaces(of: name).first
            let close = Suggestion.clause(for: name, among: known.sorted())
            return place.problem(
                "\(namespace) has no metric \(name)\(home.map { "; \($0) has it" } ?? close)",
                fix: home.map { "Write Namespace: \($0)." } ?? "Take a metric of the namespace.")
        }
    }
}
