/// What was read of the world: the live weights, and each colour's tasks and requests.
public struct Reading: Hashable, Sendable, Codable {
    /// The weights of the production listener as they are now.
    public var weights: Weights
    /// What the production rule says besides its weights.
    public var rule: RuleSettings
    /// What was read of each colour.
    public var colours: PerColour<ColourReading>
    /// The answers to ``Query/signals``, in its order.
    public var signals: [Signal]

    /// Everything that one observation found.
    public init(
        weights: Weights, rule: RuleSettings = .plain, colours: PerColour<ColourReading>, signals: [Signal] = []
    ) {
        self.weights = weights
        self.rule = rule
        self.colours = colours
        self.signals = signals
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

/// One colour as it was read.
public struct ColourReading: Hashable, Sendable, Codable {
    /// What its tasks run; nothing where it has none.
    public var revision: Revision?
    /// How many tasks its service is asked to run.
    public var desiredTasks: Int
    /// How many tasks it has, whether they are healthy or not.
    public var runningTasks: Int
    /// Targets that pass their health check.
    public var healthy: Int
    /// Targets that fail their health check; those not judged yet are in neither count.
    public var unhealthy: Int
    /// Requests that were sent to its targets and not answered yet.
    public var inFlight: Int
    /// Requests that ended in the window that was asked for.
    public var requests: Int
    /// Those of `requests` that failed: 5xx of a target, or of the balancer for one of its targets.
    public var failures: Int
    /// How many of `requests` took longer than each of the bounds that were asked for, in their order.
    public var slower: [Int]
    /// What autoscaling may do with it; nothing where it has none.
    public var scaling: Scaling?
    /// How many rules besides the production one name it.
    public var testRoutes: Int
    /// The median of `requests`, for reports; no gate judges by it.
    public var p50Milliseconds: Double?
    /// The 99th percentile of `requests`, for reports; gates count slow requests instead.
    public var p99Milliseconds: Double?
    /// Why the deployment circuit breaker gave the colour up, if it did.
    public var deploymentFailure: String?

    /// A colour as it was read; what is left out is nothing or none.
    public init(
        revision: Revision?, desiredTasks: Int, runningTasks: Int, healthy: Int, unhealthy: Int, inFlight: Int = 0,
        requests: Int = 0, failures: Int = 0, slower: [Int] = [], scaling: Scaling? = nil, testRoutes: Int = 0,
        p50Milliseconds: Double? = nil, p99Milliseconds: Double? = nil, deploymentFailure: String? = nil
    ) {
        self.revision = revision
        self.desiredTasks = desiredTasks
        self.runningTasks = runningTasks
        self.healthy = healthy
        self.unhealthy = unhealthy
        self.inFlight = inFlight
        self.requests = requests
        self.failures = failures
        self.slower = slower
        self.scaling = scaling
        self.testRoutes = testRoutes
        self.p50Milliseconds = p50Milliseconds
        self.p99Milliseconds = p99Milliseconds
        self.deploymentFailure = deploymentFailure
    }
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
public struct Query: Hashable, Sendable, Codable {
    /// Requests that ended before this instant are not counted.
    public var since: Instant
    /// The bounds of all latency gates, in milliseconds.
    public var latencyBoundsMilliseconds: [Int]
    /// The alarms and metrics that gates ask for.
    public var signals: [String]

    /// A question for the requests since an instant.
    public init(since: Instant, latencyBoundsMilliseconds: [Int], signals: [String] = []) {
        self.since = since
        self.latencyBoundsMilliseconds = latencyBoundsMilliseconds
        self.signals = signals
    }
}
