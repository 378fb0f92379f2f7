public import ViridianResources

/// Tells when what stands behind a load balancer is ill, fails or is slow, whichever version serves.
///
/// ```swift
/// stack.add("BlueAlarms", BalancerAlarms(of: balancer, web, called: "blue", notify: [topic.arn.typed()]))
/// ```
/// A release looks at each version by itself; a migration, and whoever is on duty, at all of it.
/// Source: Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer".
public struct BalancerAlarms: Construct {
    /// The load balancer.
    public var balancer: LoadBalancer.Parts
    /// The service behind it.
    public var service: BlueGreenService.Parts
    /// What people call it.
    public var word: String
    /// The bounds.
    public var bounds: AlarmBounds

    /// Alarms of a load balancer.
    public init(
        of balancer: LoadBalancer.Parts, _ service: BlueGreenService.Parts, called word: String,
        bounds: AlarmBounds = AlarmBounds(),
        notify: [Input<String>]
    ) {
        self.balancer = balancer
        self.service = service
        self.word = word
        self.bounds = bounds
        self.bounds.notify = notify
    }

    /// Adds an alarm for health, one for 5xx and one for latency.
    public func define(in stack: inout Stack) -> [Handle<CloudWatch.Alarm>] {
        let health = add(
            "Health", "Targets of \(word) that are not healthy, in percent of all", health, atLeast: bounds.unhealthyPercent,
            to: &stack)
        let errors = add(
            "Errors", "Answers of \(word) with a status from 500 on, in percent of all", errors, above: bounds.errorPercent,
            to: &stack)
        let (seconds, attoseconds) = bounds.p99.components
        let latency = add(
            "Latency", "Seconds until \(word) begins its answers, 99 of 100",
            [query("p99", "TargetResponseTime", "p99", [loadBalancer], isResult: true)],
            above: Double(seconds) + Double(attoseconds) / 1e18, to: &stack)
        return [health, errors, latency]
    }

    private typealias Query = CloudWatch.Alarm.MetricDataQuery

    private var loadBalancer: CloudWatch.Alarm.Dimension { .init(name: "LoadBalancer", value: balancer.loadBalancer.fullName) }

    /// Of both versions together: the idle one has no targets, and counts for nothing.
    private var health: [Query] {
        let groups = BlueGreenService.Colour.allCases.compactMap { colour in service.targetGroups[colour].map { (colour, $0) } }
        let counts = groups.flatMap { colour, group in
            let dimensions = [loadBalancer, .init(name: "TargetGroup", value: group.fullName)]
            return [
                query("\(colour.word)Healthy", "HealthyHostCount", "Maximum", dimensions),
                query("\(colour.word)Unhealthy", "UnHealthyHostCount", "Minimum", dimensions),
            ]
        }
        let ill = groups.map { "FILL(\($0.0.word)Unhealthy, 0)" }.joined(separator: " + ")
        let well = groups.map { "FILL(\($0.0.word)Healthy, 0)" }.joined(separator: " + ")
        let expression = "100 * (\(ill)) / (\(well) + \(ill))"
        return [.init(expression: Input(text: expression), id: "share", label: "Unhealthy in percent", returnData: true)] + counts
    }

    private var errors: [Query] {
        [
            .init(
                expression: "100 * (FILL(own, 0) + FILL(targets, 0)) / requests", id: "share", label: "5xx in percent",
                returnData: true),
            query("own", "HTTPCode_ELB_5XX_Count", "Sum", [loadBalancer]),
            query("targets", "HTTPCode_Target_5XX_Count", "Sum", [loadBalancer]),
            query("requests", "RequestCount", "Sum", [loadBalancer]),
        ]
    }

    private func query(
        _ id: String, _ metric: String, _ statistic: String, _ dimensions: [CloudWatch.Alarm.Dimension], isResult: Bool = false
    ) -> Query {
        .init(
            id: Input(id),
            metricStat: .init(
                metric: .init(dimensions: dimensions, metricName: Input(metric), namespace: "AWS/ApplicationELB"), period: 60,
                stat: Input(statistic)),
            returnData: Input(isResult))
    }

    private func add(
        _ name: String, _ description: String, _ queries: [Query], atLeast least: Double? = nil, above bound: Double? = nil,
        to stack: inout Stack
    ) -> Handle<CloudWatch.Alarm> {
        stack.add(
            name,
            CloudWatch.Alarm(
                alarmActions: bounds.notify.isEmpty ? nil : .list(bounds.notify), alarmDescription: Input(text: description),
                alarmName: stack.physicalName(name.lowercased()),
                comparisonOperator: least == nil ? .greaterThanThreshold : .greaterThanOrEqualToThreshold, datapointsToAlarm: 2,
                evaluationPeriods: 3, metrics: queries, threshold: Input(least ?? bound ?? 0), treatMissingData: .notBreaching),
            purpose: "Tells by \(name.lowercased()) how \(word) is.")
    }
}
