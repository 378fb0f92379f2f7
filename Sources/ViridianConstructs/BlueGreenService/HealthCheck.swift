/// How a target group finds out whether a task is well. The path is the service's own.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
public struct HealthCheck: Hashable, Sendable {
    /// 5 to 300 s.
    public var interval: Duration
    /// 2 to 120 s, and less than the interval.
    public var timeout: Duration
    /// 2 to 10 checks in a row.
    public var healthyThreshold: Int
    /// 2 to 10 checks in a row.
    public var unhealthyThreshold: Int

    /// A check every 10 s that gives up after 5 s, with two in a row for either verdict: a sick task is noticed within 25 s.
    public init(
        interval: Duration = .seconds(10), timeout: Duration = .seconds(5), healthyThreshold: Int = 2, unhealthyThreshold: Int = 2
    ) {
        self.interval = interval
        self.timeout = timeout
        self.healthyThreshold = healthyThreshold
        self.unhealthyThreshold = unhealthyThreshold
    }

    /// What is wrong with it, in words.
    var problems: [String] {
        var problems: [String] = []
        if !(5...300).contains(interval.wholeSeconds) { problems.append("a health check's interval is 5 to 300 s") }
        if !(2...120).contains(timeout.wholeSeconds) { problems.append("a health check's timeout is 2 to 120 s") }
        if timeout >= interval { problems.append("a health check's timeout is less than its interval") }
        for threshold in [healthyThreshold, unhealthyThreshold] where !(2...10).contains(threshold) {
            problems.append("a health check's thresholds are 2 to 10 checks, not \(threshold)")
        }
        return problems
    }
}
