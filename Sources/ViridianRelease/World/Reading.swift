/// What was read of the world: the live weights, and each colour's tasks and requests.
///
/// It is handed on many times and never changed, so that its copies share what was found.
public struct Reading: Hashable, Sendable, Codable, CustomStringConvertible {
    @usableFromInline let found: Found

    @usableFromInline final class Found: Sendable, Codable {
        @usableFromInline let weights: Weights
        @usableFromInline let rule: RuleSettings
        @usableFromInline let colours: PerColour<ColourReading>
        @usableFromInline let signals: [Signal]

        init(_ weights: Weights, _ rule: RuleSettings, _ colours: PerColour<ColourReading>, _ signals: [Signal]) {
            self.weights = weights
            self.rule = rule
            self.colours = colours
            self.signals = signals
        }
    }

    /// Everything that one observation found.
    public init(
        weights: Weights, rule: RuleSettings = .plain, colours: PerColour<ColourReading>, signals: [Signal] = []
    ) {
        found = Found(weights, rule, colours, signals)
    }

    /// Read as the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws { found = try Found(from: decoder) }

    /// Written as an object with what was found.
    public func encode(to encoder: any Encoder) throws { try found.encode(to: encoder) }

    /// The weights of the production listener as they are now.
    @inlinable public var weights: Weights { found.weights }
    /// What the production rule says besides its weights.
    @inlinable public var rule: RuleSettings { found.rule }
    /// What was read of each colour.
    @inlinable public var colours: PerColour<ColourReading> { _read { yield found.colours } }
    /// The answers to ``Query/signals``, in its order.
    @inlinable public var signals: [Signal] { found.signals }

    /// All that was found, as a structure of its own would be printed.
    public var description: String {
        "Reading(weights: \(weights), rule: \(rule), colours: \(colours), signals: \(signals))"
    }

    /// Whether the same was found.
    public static func == (left: Self, right: Self) -> Bool {
        left.weights == right.weights && left.rule == right.rule && left.colours == right.colours
            && left.signals == right.signals
    }

    /// Hashes what was found.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(weights)
        hasher.combine(rule)
        hasher.combine(colours)
        hasher.combine(signals)
    }
}

/// What a listener's rule says besides its weights. A release hands it back as it was read (rule 15).
public struct RuleSettings: Hashable, Sendable, Codable {
    /// How long a user stays on the colour that was first given, where target-group stickiness is on (rule 22).
    public var stickinessSeconds: Int
    /// Conditions, authentication, priority and all the rest, in a form that only the world reads.
    public var rest: String

    /// No stickiness, nothing else.
    public static let plain = RuleSettings(stickinessSeconds: 0, rest: "")

    /// What a rule says besides its weights.
    public init(stickinessSeconds: Int, rest: String) {
        self.stickinessSeconds = stickinessSeconds
        self.rest = rest
    }
}

/// How much autoscaling may do with a colour's tasks (rule 24).
public enum Scaling: String, Hashable, Sendable, Codable {
    case active
    case scaleInSuspended
    case suspended
}

/// What an alarm or a metric said.
public enum Signal: Hashable, Sendable, Codable {
    case alarm(AlarmState)
    /// A number, and how old it is.
    case value(Double, ageSeconds: Int)
    /// The answer was empty.
    case empty
    /// There is no data in the time that was asked for.
    case noData
    /// The source could not be asked.
    case failed(reason: String)
}

/// The state of a CloudWatch alarm.
public enum AlarmState: String, Hashable, Sendable, Codable {
    case ok = "OK"
    case alarm = "ALARM"
    case insufficientData = "INSUFFICIENT_DATA"
}

extension ColourReading {
    /// The numbers by which gates judge.
    struct Counts {
        var requests: Int
        var failures: Int
        var healthy: Int
        var unhealthy: Int
    }

    var counts: Counts { Counts(requests: requests, failures: failures, healthy: healthy, unhealthy: unhealthy) }
}

/// One colour as it was read. As a reading it is never changed, and its copies share what was found.
public struct ColourReading: Hashable, Sendable, Codable {
    @usableFromInline let found: Found

    /// A colour as it was read; what is left out is nothing or none.
    public init(
        revision: Revision?, desiredTasks: Int, runningTasks: Int, healthy: Int, unhealthy: Int, inFlight: Int = 0,
        requests: Int = 0, failures: Int = 0, slower: [Int] = [], scaling: Scaling? = nil, testRoutes: Int = 0,
        p50Milliseconds: Double? = nil, p99Milliseconds: Double? = nil, deploymentFailure: String? = nil
    ) {
        found = Found(
            Values(
                revision: revision,
                desiredTasks: desiredTasks,
                runningTasks: runningTasks,
                healthy: healthy,
                unhealthy: unhealthy,
                inFlight: inFlight,
                requests: requests,
                failures: failures,
                slower: slower,
                scaling: scaling,
                testRoutes: testRoutes,
                p50Milliseconds: p50Milliseconds,
                p99Milliseconds: p99Milliseconds,
                deploymentFailure: deploymentFailure))
    }

    @usableFromInline struct Values: Hashable, Sendable, Codable {
        @usableFromInline var revision: Revision?
        @usableFromInline var desiredTasks: Int
        @usableFromInline var runningTasks: Int
        @usableFromInline var healthy: Int
        @usableFromInline var unhealthy: Int
        @usableFromInline var inFlight: Int
        @usableFromInline var requests: Int
        @usableFromInline var failures: Int
        @usableFromInline var slower: [Int]
        @usableFromInline var scaling: Scaling?
        @usableFromInline var testRoutes: Int
        @usableFromInline var p50Milliseconds: Double?
        @usableFromInline var p99Milliseconds: Double?
        @usableFromInline var deploymentFailure: String?
    }

    @usableFromInline final class Found: Sendable {
        @usableFromInline let values: Values

        init(_ values: Values) { self.values = values }
    }

    /// Read as the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws { found = Found(try Values(from: decoder)) }

    /// Written as an object with what was found.
    public func encode(to encoder: any Encoder) throws { try found.values.encode(to: encoder) }

    /// Whether the same was found.
    public static func == (left: Self, right: Self) -> Bool { left.found.values == right.found.values }

    /// Hashes what was found.
    public func hash(into hasher: inout Hasher) { hasher.combine(found.values) }
}

extension ColourReading: CustomStringConvertible {
    /// All that was found, as a structure of its own would be printed.
    public var description: String { "ColourReading\("\(found.values)".dropFirst("Values".count))" }

    /// What its tasks run; nothing where it has none.
    @inlinable public var revision: Revision? { found.values.revision }
    /// How many tasks its service is asked to run.
    @inlinable public var desiredTasks: Int { found.values.desiredTasks }
    /// How many tasks it has, whether they are healthy or not.
    @inlinable public var runningTasks: Int { found.values.runningTasks }
    /// Targets that pass their health check.
    @inlinable public var healthy: Int { found.values.healthy }
    /// Targets that fail their health check; those not judged yet are in neither count.
    @inlinable public var unhealthy: Int { found.values.unhealthy }
    /// Requests that were sent to its targets and not answered yet.
    @inlinable public var inFlight: Int { found.values.inFlight }
    /// Requests that ended in the window that was asked for.
    @inlinable public var requests: Int { found.values.requests }
    /// Those of `requests` that failed: 5xx of a target, or of the balancer for one of its targets.
    @inlinable public var failures: Int { found.values.failures }
    /// How many of `requests` took longer than each of the bounds that were asked for, in their order.
    @inlinable public var slower: [Int] { found.values.slower }
    /// What autoscaling may do with it; nothing where it has none.
    @inlinable public var scaling: Scaling? { found.values.scaling }
    /// How many rules besides the production one name it.
    @inlinable public var testRoutes: Int { found.values.testRoutes }
    /// The median of `requests`, for reports; no gate judges by it.
    @inlinable public var p50Milliseconds: Double? { found.values.p50Milliseconds }
    /// The 99th percentile of `requests`, for reports; gates count slow requests instead.
    @inlinable public var p99Milliseconds: Double? { found.values.p99Milliseconds }
    /// Why the deployment circuit breaker gave the colour up, if it did.
    @inlinable public var deploymentFailure: String? { found.values.deploymentFailure }
}

/// What a colour runs: a task definition's revision, its image by digest; in a rehearsal the name of a command.
public struct Revision: Hashable, Sendable, Codable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// What the world knows it by.
    public var name: String

    /// A revision by its name.
    public init(_ name: String) { self.name = name }
    /// A revision by its name, as tests and examples write it.
    public init(stringLiteral value: String) { name = value }
    /// Read from a plain string.
    public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }

    /// Written as a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    /// Its name.
    public var description: String { name }
}

/// What is asked of a world: requests since an instant, and how many of them were slower than each bound.
///
/// A release asks the same thing many times, only since another instant, so that its queries share what they ask.
public struct Query: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Requests that ended before this instant are not counted.
    public var since: Instant
    @usableFromInline let asked: Asked

    @usableFromInline final class Asked: Sendable {
        @usableFromInline let latencyBoundsMilliseconds: [Int]
        @usableFromInline let signals: [String]

        init(_ latencyBoundsMilliseconds: [Int], _ signals: [String]) {
            self.latencyBoundsMilliseconds = latencyBoundsMilliseconds
            self.signals = signals
        }
    }

    /// A question for the requests since an instant.
    public init(since: Instant, latencyBoundsMilliseconds: [Int], signals: [String] = []) {
        self.since = since
        asked = Asked(latencyBoundsMilliseconds, signals)
    }

    /// The bounds of all latency gates, in milliseconds.
    @inlinable public var latencyBoundsMilliseconds: [Int] { asked.latencyBoundsMilliseconds }
    /// The alarms and metrics that gates ask for.
    @inlinable public var signals: [String] { asked.signals }

    private enum CodingKeys: CodingKey {
        case since, latencyBoundsMilliseconds, signals
    }

    /// Read as the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        since = try container.decode(Instant.self, forKey: .since)
        asked = Asked(
            try container.decode([Int].self, forKey: .latencyBoundsMilliseconds),
            try container.decode([String].self, forKey: .signals))
    }

    /// Written as an object with what is asked.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(latencyBoundsMilliseconds, forKey: .latencyBoundsMilliseconds)
        try container.encode(signals, forKey: .signals)
    }

    /// What is asked, as a structure of its own would be printed.
    public var description: String {
        "Query(since: \(since), latencyBoundsMilliseconds: \(latencyBoundsMilliseconds), signals: \(signals))"
    }

    /// Whether the same is asked.
    public static func == (left: Self, right: Self) -> Bool {
        left.since == right.since && left.latencyBoundsMilliseconds == right.latencyBoundsMilliseconds
            && left.signals == right.signals
    }

    /// Hashes what is asked.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(since)
        hasher.combine(latencyBoundsMilliseconds)
        hasher.combine(signals)
    }
}
