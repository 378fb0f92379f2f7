public import ViridianBehaviour

/// A set of targets that serve the same thing, with the check that tells whether they can.
public struct TargetGroup: Hashable, Sendable {
    /// The name that rules use.
    public var id: String
    /// How its targets are checked.
    public var healthCheck: HealthCheck
    /// How long a deregistered target may finish its requests (`deregistration_delay.timeout_seconds`).
    public var deregistrationDelay: Duration

    /// A target group.
    public init(id: String, healthCheck: HealthCheck, deregistrationDelay: Duration) {
        self.id = id
        self.healthCheck = healthCheck
        self.deregistrationDelay = deregistrationDelay
    }
}

/// How the targets of a group are checked.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
public struct HealthCheck: Hashable, Sendable {
    /// What is asked for with GET, for example `/health`.
    public var path: String
    /// The time between two checks of a target, whatever a check takes.
    public var interval: Duration
    /// How long a check may take.
    public var timeout: Duration
    /// How many checks in a row change the state.
    public var thresholds: TargetHealth.Thresholds
    /// The statuses that pass.
    public var matcher: StatusMatcher
    /// The port to ask; nil is the port that serves traffic.
    public var port: Int?

    /// A health check.
    public init(
        path: String, interval: Duration, timeout: Duration, healthyThreshold: Int, unhealthyThreshold: Int,
        matcher: StatusMatcher = .ok, port: Int? = nil
    ) {
        self.path = path
        self.interval = interval
        self.timeout = timeout
        thresholds = TargetHealth.Thresholds(healthy: healthyThreshold, unhealthy: unhealthyThreshold)
        self.matcher = matcher
        self.port = port
    }
}

/// The address of a target.
public struct TargetID: Hashable, Sendable, CustomStringConvertible {
    /// An IP address, for example `127.0.0.1`.
    public var host: String
    /// The port that serves traffic.
    public var port: Int

    /// The target at `host:port`.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`.
    public var description: String { "\(host):\(port)" }
}
