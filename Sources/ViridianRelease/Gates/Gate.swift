/// A question that is asked while holding. It is asked of both colours: an alarm on one of them misses the other (rule 11).
public struct Gate: Hashable, Sendable, Codable {
    /// What is measured, and the bound beyond which it fails. A gate without a condition can't be written.
    public enum Condition: Hashable, Sendable, Codable {
        /// The share of requests that failed, 0…1: 5xx of the targets and of the balancer for them.
        case errorRate(maximum: Double)
        /// The share of requests slower than `milliseconds` may be at most one minus the percentile (0…100, for instance 99).
        case latency(percentile: Double, milliseconds: Int)
        /// The share of registered targets that are unhealthy, 0…1.
        case unhealthyShare(maximum: Double)
        /// The alarm of each colour. Fails in ALARM, and has no data in INSUFFICIENT_DATA.
        case alarm(PerColour<String>)
        /// A number of each colour. With both bounds and neither of them holding it is inconclusive.
        case metric(PerColour<String>, Bounds)
        /// Whether the candidate's rate is `ratio` times stable's or more: a sequential test, which may be looked at as often as
        /// one likes. A candidate that is as good as stable fails it in at most `falseAbortRate` of all releases.
        case regression(Quantity, ratio: Double, falseAbortRate: Double)
    }

    /// When a number passes, and when it fails. At least one is said.
    public enum Bounds: Hashable, Sendable, Codable {
        case pass(Comparison)
        case fail(Comparison)
        case both(pass: Comparison, fail: Comparison)
    }

    /// A number and the side of it that is meant.
    public enum Comparison: Hashable, Sendable, Codable {
        case above(Double)
        case atLeast(Double)
        case below(Double)
        case atMost(Double)

        /// Whether a number is on that side.
        public func holds(for value: Double) -> Bool {
            switch self {
            case .above(let bound): value > bound
            case .atLeast(let bound): value >= bound
            case .below(let bound): value < bound
            case .atMost(let bound): value <= bound
            }
        }

        /// The number alone.
        public var bound: Double {
            switch self {
            case .above(let bound), .atLeast(let bound), .below(let bound), .atMost(let bound): bound
            }
        }
    }

    /// Which requests are counted against the candidate.
    public enum Quantity: Hashable, Sendable, Codable {
        case errors
        case slow(milliseconds: Int)
    }

    /// What reports call it.
    public var name: String
    /// What it asks.
    public var condition: Condition
    /// With fewer requests than this there is no verdict (rule 9). Used where requests are counted.
    public var minimumSamples: Int
    /// How many bad measurements it takes.
    public var limits: Limits
    /// What follows where there is no number.
    public var missing: MissingData
    /// Recorded, without a vote.
    public var isDryRun: Bool

    /// A gate with a name, a condition, and the requests it takes to judge.
    public init(
        _ name: String, _ condition: Condition, minimumSamples: Int, limits: Limits = Limits(),
        missing: MissingData = MissingData(), isDryRun: Bool = false
    ) {
        self.name = name
        self.condition = condition
        self.minimumSamples = minimumSamples
        self.limits = limits
        self.missing = missing
        self.isDryRun = isDryRun
    }

    /// The gates of a plan that names none: 5xx share over 1 %, p99 over 500 ms, half of the targets unhealthy.
    public static let standard = [
        Gate("errors", .errorRate(maximum: 0.01), minimumSamples: 20),
        Gate("latency", .latency(percentile: 99, milliseconds: 500), minimumSamples: 20),
        Gate("health", .unhealthyShare(maximum: 0.49), minimumSamples: 0),
    ]

    /// How many bad measurements a gate takes in one stage.
    public struct Limits: Hashable, Sendable, Codable {
        /// Failures that are forgiven.
        public var failures = 0
        /// Failures in a row that are not forgiven, however many single ones are.
        public var consecutiveFailures: Int?
        /// Errors in a row that are forgiven; one more, and the gate can't be measured.
        public var consecutiveErrors = 4
        /// Inconclusive measurements that are forgiven, of a condition that says when it passes and when it fails.
        public var inconclusive = 0

        /// The limits of docs/release-rules.md.
        public init() {}
    }

    /// What follows where there is no number to judge. Nothing passes unless somebody says so.
    public struct MissingData: Hashable, Sendable, Codable {
        /// The answer is not a number.
        public var notANumber = Verdict.error
        /// The answer is infinite.
        public var infinite = Verdict.error
        /// The answer is empty.
        public var empty = Verdict.inconclusive
        /// There is no data, or it is older than `staleAfterSeconds`.
        public var noData = Verdict.inconclusive
        /// Data that is older counts as none.
        public var staleAfterSeconds = 600

        /// The policies of docs/release-rules.md.
        public init() {}
    }
}

/// What a measurement says. Inconclusive pauses a release; it never proceeds and never aborts.
public enum Verdict: String, Hashable, Sendable, Codable {
    case pass
    case fail
    case inconclusive
    case error
}

/// A gate's answer for one colour, with the evidence for it.
public struct Measurement: Hashable, Sendable, Codable {
    /// The name of the gate.
    public var gate: String
    /// The colour that was measured.
    public var colour: Colour
    /// What follows from the value.
    public var verdict: Verdict
    /// Shares are 0…1, latencies are the share of requests beyond the bound, regressions the evidence for one.
    public var value: Double?
    /// The value beyond which the gate fails, in the same unit.
    public var bound: Double
    /// How many requests, or targets, the value rests on.
    public var samples: Int
    /// What value and bound are; nothing where they are a share.
    public var unit: Unit?

    /// What the value of a measurement is that is no share.
    public enum Unit: String, Hashable, Sendable, Codable {
        /// A number of the user's own.
        case number
        /// Nothing but a state: 1 is in alarm.
        case alarm
        /// How much more likely what was counted is if the candidate is worse than if it is not.
        case evidence
    }
}

extension Gate {
    /// What its measurements are, if not shares.
    var unit: Measurement.Unit? {
        switch condition {
        case .errorRate, .latency, .unhealthyShare: nil
        case .alarm: .alarm
        case .metric: .number
        case .regression: .evidence
        }
    }

    var problems: [String] {
        switch condition {
        case .errorRate(let maximum) where !(0..<1).contains(maximum):
            ["gate \(name): the highest error rate is \(maximum); it is a share from 0 to less than 1"]
        case .unhealthyShare(let maximum) where !(0..<1).contains(maximum):
            ["gate \(name): the highest unhealthy share is \(maximum); it is a share from 0 to less than 1"]
        case .latency(let percentile, _) where !(0..<100).contains(percentile):
            ["gate \(name): the percentile is \(percentile); it is from 0 to less than 100"]
        case .latency(_, let milliseconds) where milliseconds < 1:
            ["gate \(name): the bound is \(milliseconds) ms; it is at least 1"]
        case .regression(_, let ratio, _) where !(1.1...100).contains(ratio):
            ["gate \(name): the ratio is \(ratio); it is from 1.1 to 100"]
        case .regression(_, _, let rate) where !(0.000_1...0.5).contains(rate):
            ["gate \(name): the rate of false aborts is \(rate); it is from 0.0001 to 0.5"]
        case _ where minimumSamples < 0:
            ["gate \(name): the minimum of samples is \(minimumSamples); it is 0 or more"]
        default: []
        }
    }

    /// The bound of the requests that it counts as slow.
    var latencyBoundMilliseconds: Int? {
        switch condition {
        case .latency(_, let milliseconds), .regression(.slow(let milliseconds), _, _): milliseconds
        default: nil
        }
    }

    /// What it asks for besides requests and tasks.
    var signals: PerColour<String>? {
        switch condition {
        case .alarm(let names), .metric(let names, _): names
        default: nil
        }
    }
}
