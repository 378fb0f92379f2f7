/// What was read of the world: the live weights, and each colour's tasks and requests.
public struct Reading: Hashable, Sendable, Codable {
    public var weights: Weights
    public var colours: PerColour<ColourReading>

    public init(weights: Weights, colours: PerColour<ColourReading>) {
        self.weights = weights
        self.colours = colours
    }
}

/// One colour as it was read.
public struct ColourReading: Hashable, Sendable, Codable {
    /// What its tasks run; nothing where it has none.
    public var revision: Revision?
    public var desiredTasks: Int
    public var runningTasks: Int
    public var healthy: Int
    public var unhealthy: Int
    /// Requests that were sent to its targets and not answered yet.
    public var inFlight: Int
    /// Requests that ended in the window that was asked for.
    public var requests: Int
    /// Those of `requests` that failed: 5xx of a target, or of the balancer for one of its targets.
    public var failures: Int
    /// How many of `requests` took longer than so many milliseconds, for the bounds that were asked for.
    public var slowerThan: [Int: Int]
    public var p50Milliseconds: Double?
    public var p99Milliseconds: Double?
    /// Why the deployment circuit breaker gave the colour up, if it did.
    public var deploymentFailure: String?

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
    public var name: String

    public init(_ name: String) { self.name = name }
    public init(stringLiteral value: String) { name = value }
    public init(from decoder: any Decoder) throws { name = try decoder.singleValueContainer().decode(String.self) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }

    public var description: String { name }
}

/// What is asked of a world: requests since an instant, and how many of them were slower than each bound.
public struct Query: Hashable, Sendable, Codable {
    public var since: Instant
    public var latencyBoundsMilliseconds: [Int]

    public init(since: Instant, latencyBoundsMilliseconds: [Int]) {
        self.since = since
        self.latencyBoundsMilliseconds = latencyBoundsMilliseconds
    }
}
