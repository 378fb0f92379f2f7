import ViridianRelease
import ViridianTemplate

/// The gates that a template's alarms stand for: an alarm on a colour's target group, asked while a release holds.
///
/// What becomes a gate: the share of 5xx responses and of unhealthy targets by metric math, a percentile of `TargetResponseTime`,
/// and a number of `UnHealthyHostCount`. Alarms of the two colours that ask the same are one gate, with the stricter bound.
/// Source for metrics and dimensions: Elastic Load Balancing, "CloudWatch metrics for your Application Load Balancer".
struct AlarmGates {
    private(set) var gates: [Gate] = []
    /// Alarms on a colour that can't be asked in a rehearsal, with the reason.
    private(set) var warnings: [String] = []

    init(_ template: Template, targetGroups: Set<String>, tasks: Int) {
        for alarm in template.resources where alarm.type == "AWS::CloudWatch::Alarm" {
            let metrics = Self.metrics(of: alarm)
            guard metrics.contains(where: { $0.targetGroup.map(targetGroups.contains) ?? false }) else { continue }
            if let condition = Self.condition(of: alarm, metrics, tasks: tasks) {
                add(condition)
            } else {
                warnings.append("alarm \(alarm.logicalID) measures what a rehearsal can't; it is not asked")
            }
        }
    }

    private mutating func add(_ condition: Gate.Condition) {
        let name: String
        switch condition {
        case .errorRate: name = "errors"
        case .latency: name = "latency"
        case .unhealthyShare: name = "health"
        // An alarm of the template becomes one of the three that a rehearsal can ask.
        case .alarm, .metric, .regression: return
        }
        guard let index = gates.firstIndex(where: { $0.name == name }) else {
            gates.append(Gate(name, condition, minimumSamples: 20))
            return
        }
        switch (gates[index].condition, condition) {
        case (.errorRate(let old), .errorRate(let new)): gates[index].condition = .errorRate(maximum: min(old, new))
        case (.unhealthyShare(let old), .unhealthyShare(let new)):
            gates[index].condition = .unhealthyShare(maximum: min(old, new))
        case (.latency(_, let old), .latency(_, let new)) where new < old: gates[index].condition = condition
        default: break
        }
    }

    struct Metric {
        var name: String
        var targetGroup: String?
        var statistic: String
        var period: Int?
    }

    static func metrics(of alarm: Resource) -> [Metric] {
        let properties = alarm.properties
        if let name = properties["MetricName"]?.string {
            let statistic = (properties["ExtendedStatistic"] ?? properties["Statistic"])?.string ?? ""
            return [
                Metric(
                    name: name, targetGroup: targetGroup(properties["Dimensions"]), statistic: statistic,
                    period: properties["Period"]?.int)
            ]
        }
        return (properties["Metrics"]?.list ?? []).compactMap { item in
            guard let stat = item["MetricStat"], let metric = stat["Metric"], let name = metric["MetricName"]?.string else {
                return nil
            }
            return Metric(
                name: name, targetGroup: targetGroup(metric["Dimensions"]), statistic: stat["Stat"]?.string ?? "",
                period: stat["Period"]?.int)
        }
    }

    private static func targetGroup(_ dimensions: Node?) -> String? {
        let dimension = dimensions?.list?.first { $0["Name"]?.string == "TargetGroup" }
        guard case .getAtt(let resource, _)? = dimension?["Value"]?.function else { return nil }
        return resource
    }

    private static func condition(of alarm: Resource, _ metrics: [Metric], tasks: Int) -> Gate.Condition? {
        let properties = alarm.properties
        guard let threshold = properties["Threshold"]?.double, let comparison = properties["ComparisonOperator"]?.string,
            comparison.hasPrefix("GreaterThan")
        else { return nil }
        let expression = properties["Metrics"]?.list?.lazy.compactMap { $0["Expression"]?.string }.first
        // A bound that may not even be reached is one that may not be passed, a hair lower.
        let slack = comparison == "GreaterThanOrEqualToThreshold" ? 1e-9 : 0
        let names = Set(metrics.map(\.name))
        if let expression {
            let percent = expression.contains("100") ? 100.0 : 1
            let share = min(threshold / percent, 0.999_999) - slack
            if names.contains("HTTPCode_Target_5XX_Count"), names.contains("RequestCount") {
                return .errorRate(maximum: max(0, share))
            }
            if names.contains("UnHealthyHostCount") { return .unhealthyShare(maximum: max(0, share)) }
            return nil
        }
        guard let metric = metrics.first else { return nil }
        switch metric.name {
        case "TargetResponseTime":
            guard metric.statistic.hasPrefix("p"), let percentile = Double(metric.statistic.dropFirst()), percentile < 100 else {
                return nil
            }
            return .latency(percentile: percentile, milliseconds: max(1, Int(threshold * 1000)))
        case "UnHealthyHostCount":
            let unhealthy = slack > 0 ? threshold - 0.5 : threshold + 0.5
            return .unhealthyShare(maximum: min(max(0, unhealthy / Double(tasks)), 0.999_999))
        default: return nil
        }
    }
}
