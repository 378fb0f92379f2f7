/// What was read of the world: the live weights, and each colour's tasks and requests.
public struct Reading: Hashable, Sendable, Codable {
    /// The weights of the production listener as they are now.
    public var weights: Weights
    /// What was read of each colour.
    public var colours: PerColour<ColourReading>

    /// Everything that one observation found.
    public init(weights: Weights, colours: PerColour<ColourReading>) {
        self.weights = weights
        self.colours = colours
    }
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
    /// How many of `requests` took longer than so many milliseconds, for the bounds that were asked for.
    public var slowerThan: [Int: Int]
    /// The median of `requests`, for reports; no gate judges by it.
    public var p50Milliseconds: Double?
    /// The 99th percentile of `requests`, for reports; gates count slow requests instead.
    public var p99Milliseconds: Double?
    /// Why the deployment circuit breaker gave the colour up, if it did.
    public var deploymentFailure: String?

    /// A colour as it was read; what is left out is nothing or none.
    public init(
        revision: Revision?, desiredTasks: Int, runningTasks: Int, healthy: Int, unhealthy: Int, inFlight: Int = 0,
        requests: Int = 0, failures: Int = 0, slowerThan: [Int: Int] = [:], p50Milliseconds: Double? = nil,
        p99Milliseconds: Double? = nil, deploymentFailure: String? = nil
    ) {
        self.revision = revision
        self.desiredTasks = desiredTasks
        self.runningTasks = runningTasks
        self.healthy = healthy
        self.unhealthy = unhealthy
        self.inFlight = inFlight
        self.requests = requests
        self.failures = failures
        self.slowerThan = slowerThan
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

    /// A question for the requests since an instant.
    public init(since: Instant, latencyBoundsMilliseconds: [Int]) {
        self.since = since
        self.latencyBoundsMilliseconds = latencyBoundsMilliseconds
    }
}
