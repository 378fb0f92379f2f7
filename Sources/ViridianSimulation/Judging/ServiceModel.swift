import Foundation

/// How a revision answers requests: what a plan is judged with.
public struct ServiceModel: Hashable, Sendable {
    /// The share of requests that fail, 0…1.
    public var errorRate: Double
    /// Half of the answers take at most so long.
    public var p50: Duration
    /// All but one in a hundred take at most so long. Between the two the times are lognormal.
    public var p99: Duration
    /// What is added to every answer.
    public var addedLatency: Duration
    /// Tasks end so long after their start, and are started again.
    public var crashesAfter: Duration?
    /// How long a task takes from its start until it is healthy.
    public var startTime: Duration

    /// A service that answers 999 of 1000 requests, half of them within 20 ms.
    public init(
        errorRate: Double = 0.001, p50: Duration = .milliseconds(20), p99: Duration = .milliseconds(120),
        addedLatency: Duration = .zero, crashesAfter: Duration? = nil, startTime: Duration = .seconds(30)
    ) {
        self.errorRate = errorRate
        self.p50 = p50
        self.p99 = p99
        self.addedLatency = addedLatency
        self.crashesAfter = crashesAfter
        self.startTime = startTime
    }

    /// The share of answers that take longer than a bound.
    func shareSlower(than bound: Duration) -> Double {
        let rest = (bound - addedLatency) / .milliseconds(1)
        guard rest > 0 else { return 1 }
        let median = max(p50 / .milliseconds(1), 1e-3)
        let tail = max(p99 / .milliseconds(1), median * 1.0001)
        // 2.326 deviations lie between the median and the 99th percentile.
        let deviation = log(tail / median) / 2.326_347_874
        return erfc(log(rest / median) / deviation / 2.0.squareRoot()) / 2
    }

    /// Whether a task that was started so long ago answers.
    func isUp(after milliseconds: Int64) -> Bool {
        let start = startTime.wholeMilliseconds
        guard let crash = crashesAfter?.wholeMilliseconds else { return milliseconds >= start }
        return milliseconds >= start && (milliseconds - start) % (crash + start) < crash
    }

    /// When that changes next.
    func nextChange(after milliseconds: Int64) -> Int64 {
        let start = startTime.wholeMilliseconds
        if milliseconds < start { return start }
        guard let crash = crashesAfter?.wholeMilliseconds else { return Int64.max }
        let place = (milliseconds - start) % (crash + start)
        return milliseconds - place + (place < crash ? crash : crash + start)
    }
}

extension Duration {
    var wholeMilliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
