import ViridianResources

/// How a target's health is asked for, and how long it has to come up and to go.
///
/// Quicker than the load balancer's own defaults, so that a release notices a bad colour within half a minute.
/// Source: Elastic Load Balancing, "Health checks for Application Load Balancer target groups".
public struct HealthCheck: Hashable, Sendable {
    /// Time from one check to the next.
    public var interval: Duration
    /// Time that an answer may take; less than the interval.
    public var timeout: Duration
    /// Passed checks, one after the other, until an unhealthy target is healthy again.
    public var healthyThreshold: Int
    /// Failed checks, one after the other, until a target is unhealthy.
    public var unhealthyThreshold: Int
    /// Time that requests have to end when their target goes.
    public var deregistrationDelay: Duration
    /// Time after a task's start in which failed checks don't count.
    public var grace: Duration

    /// A health check.
    public init(
        interval: Duration = .seconds(10), timeout: Duration = .seconds(5), healthyThreshold: Int = 2,
        unhealthyThreshold: Int = 2,
        deregistrationDelay: Duration = .seconds(30), grace: Duration = .seconds(60)
    ) {
        self.interval = interval
        self.timeout = timeout
        self.healthyThreshold = healthyThreshold
        self.unhealthyThreshold = unhealthyThreshold
        self.deregistrationDelay = deregistrationDelay
        self.grace = grace
    }

    /// What AWS would refuse, in words.
    var problems: [String] {
        var problems: [String] = []
        func check(_ value: Int, _ range: ClosedRange<Int>, _ what: String) {
            if !range.contains(value) {
                problems.append("\(what) is \(value), allowed are \(range.lowerBound) to \(range.upperBound)")
            }
        }
        check(interval.wholeSeconds, 5...300, "the health check's interval in seconds")
        check(timeout.wholeSeconds, 2...120, "the health check's time-out in seconds")
        check(healthyThreshold, 2...10, "the healthy threshold")
        check(unhealthyThreshold, 2...10, "the unhealthy threshold")
        check(deregistrationDelay.wholeSeconds, 0...3600, "the deregistration delay in seconds")
        check(grace.wholeSeconds, 0...2_147_483_647, "the grace period in seconds")
        if timeout >= interval { problems.append("the health check's time-out is not less than its interval") }
        return problems
    }
}
