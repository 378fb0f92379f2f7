import ViridianTemplate

extension Rule {
    /// A bell without a clapper.
    static let alarmNeverFires = Rule(
        "alarm-never-fires", .high, .operations, .practice,
        title: "Alarm whose threshold can never be passed",
        rationale:
            "A percentage doesn't pass 100, a count doesn't fall below 0, and no answer takes longer than the "
            + "balancer waits. Such an alarm is OK whatever happens.",
        page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html",
        failing: [
            """
            Resources:
              Processor:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, MetricName: CPUUtilization, ComparisonOperator: GreaterThanThreshold, ↓Threshold: 100}
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: HealthyHostCount, ComparisonOperator: LessThanThreshold, ↓Threshold: 0}
              Latency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: TargetResponseTime, ComparisonOperator: GreaterThanThreshold, ↓Threshold: 5000}
            """
        ],
        passing: [
            """
            Resources:
              Processor:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, MetricName: CPUUtilization, ComparisonOperator: GreaterThanThreshold, Threshold: 80}
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: HealthyHostCount, ComparisonOperator: LessThanThreshold, Threshold: 1}
              Latency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: TargetResponseTime, ComparisonOperator: GreaterThanThreshold, Threshold: 2}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CloudWatch::Alarm").compactMap { _, properties in
            guard let namespace = subject.text("Namespace", in: properties),
                let name = subject.text("MetricName", in: properties),
                let comparison = subject.text("ComparisonOperator", in: properties), let place = properties?["Threshold"],
                let threshold = subject.text("Threshold", in: properties).flatMap({ Double($0) }),
                let highest = highest(namespace, name)
            else { return nil }
            let isNever =
                switch comparison {
                case "GreaterThanThreshold": threshold >= highest
                case "GreaterThanOrEqualToThreshold": threshold > highest
                case "LessThanThreshold": threshold <= 0
                case "LessThanOrEqualToThreshold": threshold < 0
                default: false
                }
            guard isNever else { return nil }
            let range = highest.isFinite ? "0 to \(Int(highest))" : "0 or more"
            let unit = name == "TargetResponseTime" ? ", in seconds" : ""
            return place.problem(
                "\(name) is \(range)\(unit), and never \(comparison.hasPrefix("Less") ? "below" : "above") \(place.node.text ?? "this")",
                fix: "Take a threshold that the metric can pass.")
        }
    }

    /// The highest value of a metric; infinite for a count, none where it isn't known.
    private static func highest(_ namespace: String, _ metric: String) -> Double? {
        switch (namespace, metric) {
        case ("AWS/RDS", "CPUUtilization"), ("AWS/EC2", "CPUUtilization"): return 100
        // A share of what is reserved, which tasks on instances may exceed.
        case ("AWS/ECS", "CPUUtilization"), ("AWS/ECS", "MemoryUtilization"): return .infinity
        // The balancer waits 60 s by default, and 4000 s at most.
        case ("AWS/ApplicationELB", "TargetResponseTime"): return 4000
        case ("AWS/ApplicationELB", "HealthyHostCount"), ("AWS/ApplicationELB", "UnHealthyHostCount"): return .infinity
        default: return metric.hasPrefix("HTTPCode_") ? .infinity : nil
        }
    }
}
