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
                Properties: {Namespace: AWS/RDS, MetricName: CPUUtilization, ComparisonOperator: GreaterThanThreshold,
                    ↓Threshold: 100}
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: HealthyHostCount, ComparisonOperator: LessThanThreshold,
                      ↓Threshold: 0}
              Latency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: TargetResponseTime, ComparisonOperator: GreaterThanThreshold,
                      ↓Threshold: 5000}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties: {Cpu: "256", Memory: "512", ContainerDefinitions: [{Name: web, Image: "web:1"}]}
              Web:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task}
              Busy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ECS
                  MetricName: CPUUtilization
                  Dimensions: [{Name: ClusterName, Value: shop}, {Name: ServiceName, Value: !GetAtt Web.Name}]
                  ComparisonOperator: GreaterThanThreshold
                  ↓Threshold: 190
              Full:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ECS
                  MetricName: MemoryUtilization
                  Dimensions: [{Name: ClusterName, Value: shop}, {Name: ServiceName, Value: !GetAtt Web.Name}]
                  ComparisonOperator: GreaterThanOrEqualToThreshold
                  ↓Threshold: 120
            """
        ],
        passing: [
            """
            Resources:
              Processor:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, MetricName: CPUUtilization, ComparisonOperator: GreaterThanThreshold,
                    Threshold: 80}
              Healthy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: HealthyHostCount, ComparisonOperator: LessThanThreshold,
                      Threshold: 1}
              Latency:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  {Namespace: AWS/ApplicationELB, MetricName: TargetResponseTime, ComparisonOperator: GreaterThanThreshold,
                      Threshold: 2}
              Shared:
                Type: AWS::ECS::TaskDefinition
                Properties: {ContainerDefinitions: [{Name: web, Image: "web:1", Cpu: 256, MemoryReservation: 256}]}
              Bursting:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Shared}
              Busy:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/ECS
                  MetricName: CPUUtilization
                  Dimensions: [{Name: ClusterName, Value: shop}, {Name: ServiceName, Value: !GetAtt Bursting.Name}]
                  ComparisonOperator: GreaterThanThreshold
                  Threshold: 190
              Summed:
                Type: AWS::CloudWatch::Alarm
                Properties: {Namespace: AWS/RDS, MetricName: CPUUtilization, Statistic: Sum,
                    ComparisonOperator: GreaterThanThreshold, Threshold: 400}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CloudWatch::Alarm").compactMap { _, properties in
            guard let namespace = subject.text("Namespace", in: properties),
                let name = subject.text("MetricName", in: properties),
                let comparison = subject.text("ComparisonOperator", in: properties), let place = properties?["Threshold"],
                let threshold = subject.text("Threshold", in: properties).flatMap({ Double($0) }),
                let highest = highest(namespace, name, of: properties, subject)
            else { return nil }
            // A sum over a period and a number of samples have no such bound.
            if highest.isFinite, ["Sum", "SampleCount"].contains(subject.text("Statistic", in: properties)) { return nil }
            let isNever =
                switch comparison {
                case "GreaterThanThreshold": threshold >= highest
                case "GreaterThanOrEqualToThreshold": threshold > highest
                case "LessThanThreshold": threshold <= 0
                case "LessThanOrEqualToThreshold": threshold < 0
                default: false
                }
            guard isNever else { return nil }
            let isShare = highest.isFinite && name.hasSuffix("Utilization")
            let range = isShare ? "at most 100 %" : highest.isFinite ? "0 to \(Int(highest))" : "0 or more"
            let unit = name == "TargetResponseTime" ? ", in seconds" : ""
            return place.problem(
                "\(name) is \(range)\(unit), and never \(comparison.hasPrefix("Less") ? "below" : "above") "
                    + "\(place.node.text ?? "this")",
                fix: "Take a threshold that the metric can pass.")
        }
    }

    /// The highest value of a metric; infinite for a count, none where it isn't known.
    private static func highest(_ namespace: String, _ metric: String, of alarm: Spot?, _ subject: Subject) -> Double? {
        switch (namespace, metric) {
        case ("AWS/ECS", "CPUUtilization"), ("AWS/ECS", "MemoryUtilization"):
            return utilisation(metric == "CPUUtilization" ? "Cpu" : "Memory", of: alarm, subject)
        case ("AWS/ECS", "EBSFilesystemUtilization"), ("AWS/EFS", "PercentIOLimit"): return 100
        case ("AWS/ElastiCache", "EngineCPUUtilization"), ("AWS/ElastiCache", "DatabaseMemoryUsagePercentage"): return 100
        case (_, "CPUUtilization") where processors.contains(namespace): return 100
        // The balancer waits 60 s by default, and 4000 s at most.
        case ("AWS/ApplicationELB", "TargetResponseTime"): return 4000
        case ("AWS/ApplicationELB", "HealthyHostCount"), ("AWS/ApplicationELB", "UnHealthyHostCount"): return .infinity
        default: return metric.hasPrefix("HTTPCode_") ? .infinity : nil
        }
    }

    /// Where `CPUUtilization` is a share of what the machine has.
    private static let processors: Set<String> = [
        "AWS/RDS", "AWS/EC2", "AWS/DocDB", "AWS/Neptune", "AWS/ElastiCache", "AWS/DMS", "AWS/Redshift",
    ]

    /// Of a service, utilisation is a share of what its tasks reserve, which they may exceed, unless the task as a whole has a
    /// size. Then memory ends at 100 %, and the processor was seen a little above it for moments.
    ///
    /// Source: "Amazon ECS service utilization metrics".
    private static func utilisation(_ size: String, of alarm: Spot?, _ subject: Subject) -> Double {
        let service = subject.items("Dimensions", in: alarm).first { subject.text("Name", in: $0.spot) == "ServiceName" }
            .flatMap { subject.resource(at: "Value", in: $0.spot) }
        let tasks = subject.services.first { $0.spot.key == service?.logicalID }?.taskDefinition
        guard let tasks, !subject.values(size, in: tasks).isEmpty else { return .infinity }
        return size == "Cpu" ? 150 : 100
    }
}
