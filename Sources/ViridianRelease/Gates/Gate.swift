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
    }

    /// What reports call it.
    public var name: String
    /// What it asks.
    public var condition: Condition
    /// With fewer requests than this there is no verdict (rule 9). Not used for `unhealthyShare`.
    public var minimumSamples: Int

    /// A gate with a name, a condition, and the requests it takes to judge.
    public init(_ name: String, _ condition: Condition, minimumSamples: Int) {
        self.name = name
        self.condition = condition
        self.minimumSamples = minimumSamples
    }

    /// The gates of a plan that names none: 5xx share over 1 %, p99 over 500 ms, half of the targets unhealthy.
    public static let standard = [
        Gate("errors", .errorRate(maximum: 0.01), minimumSamples: 20),
        Gate("latency", .latency(percentile: 99, milliseconds: 500), minimumSamples: 20),
        Gate("health", .unhealthyShare(maximum: 0.49), minimumSamples: 0),
    ]

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
        default: []
        }
    }
}

/// What a measurement says. Inconclusive pauses a release; it never proceeds and never aborts.
public enum Verdict: String, Hashable, Sendable, Codable {
    case pass
    case fail
    case inconclusive
}

/// A gate's answer for one colour, with the evidence for it.
public struct Measurement: Hashable, Sendable, Codable {
    /// The name of the gate.
    public var gate: String
    /// The colour that was measured.
    public var colour: Colour
    /// What follows from the value.
    public var verdict: Verdict
    /// Shares are 0…1, latencies are the share of requests beyond the bound.
    public var value: Double?
    /// The value beyond which the gate fails, in the same unit.
    public var bound: Double
    /// How many requests, or targets, the value rests on.
    public var samples: Int
}

extension Gate {
    /// As few slow requests as this can be chance: the p99 of sixty requests is their slowest one.
    static let slowRequestsMinimum = 3

    /// Judges one colour by what was read of it since the share that it has was confirmed.
    public func measure(_ reading: ColourReading, of colour: Colour) -> Measurement {
        switch condition {
        case .errorRate(let maximum):
            let value = reading.requests > 0 ? Double(reading.failures) / Double(reading.requests) : nil
            return judged(colour, value: value, bound: maximum, samples: reading.requests, fails: (value ?? 0) > maximum)
        case .latency(let percentile, let milliseconds):
            // A world that did not count for this bound has said nothing about it.
            let slow = reading.slowerThan[milliseconds]
            let value = reading.requests > 0 ? slow.map { Double($0) / Double(reading.requests) } : nil
            let bound = (100 - percentile) / 100
            // A percentile of 99.9 is no exact number, and exactly the bound passes.
            let fails = (value ?? 0) > bound + 1e-9 && (slow ?? 0) >= Self.slowRequestsMinimum
            return judged(colour, value: value, bound: bound, samples: reading.requests, fails: fails)
        case .unhealthyShare(let maximum):
            let registered = reading.healthy + reading.unhealthy
            let value = registered > 0 ? Double(reading.unhealthy) / Double(registered) : nil
            let verdict: Verdict = value.map { $0 > maximum ? .fail : .pass } ?? .inconclusive
            return Measurement(
                gate: name, colour: colour, verdict: verdict, value: value, bound: maximum, samples: registered)
        }
    }

    private func judged(_ colour: Colour, value: Double?, bound: Double, samples: Int, fails: Bool) -> Measurement {
        let isEnough = value != nil && samples >= minimumSamples
        let verdict: Verdict = !isEnough ? .inconclusive : fails ? .fail : .pass
        return Measurement(gate: name, colour: colour, verdict: verdict, value: value, bound: bound, samples: samples)
    }
}
