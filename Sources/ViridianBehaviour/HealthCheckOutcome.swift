/// How one health check ended.
public enum HealthCheckOutcome: Hashable, Sendable {
    /// The target answered with a status that the matcher accepts.
    case passed
    /// The target answered with another status.
    case mismatch(status: Int)
    /// The target did not answer within the timeout.
    case timedOut
    /// The connection failed or broke.
    case failed

    /// The reason that an unhealthy target shows for this outcome; nil when the check passed.
    public var reason: TargetHealthReason? {
        switch self {
        case .passed: nil
        case .mismatch(let status): .responseCodeMismatch(status)
        case .timedOut: .timeout
        case .failed: .failedHealthChecks
        }
    }
}

/// Why a target is in its state: the code of the API and a sentence for people.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
public struct TargetHealthReason: Hashable, Sendable {
    /// The code, for example `Target.Timeout`.
    public let code: String
    /// What happened.
    public let description: String

    /// A reason of the given code.
    public init(code: String, description: String) {
        self.code = code
        self.description = description
    }

    /// Registration is under way.
    public static let registrationInProgress = Self(
        code: "Elb.RegistrationInProgress", description: "Target registration is in progress")
    /// The first checks are under way.
    public static let initialHealthChecking = Self(
        code: "Elb.InitialHealthChecking", description: "Initial health checks in progress")
    /// The check got no answer in time.
    public static let timeout = Self(code: "Target.Timeout", description: "Request timed out")
    /// The check failed before there was a status.
    public static let failedHealthChecks = Self(code: "Target.FailedHealthChecks", description: "Health checks failed")
    /// No rule forwards to the group.
    public static let notInUse = Self(
        code: "Target.NotInUse", description: "Target group is not configured to receive traffic from the load balancer")
    /// The target is draining.
    public static let deregistrationInProgress = Self(
        code: "Target.DeregistrationInProgress", description: "Target deregistration is in progress")
    /// The target is not registered.
    public static let notRegistered = Self(
        code: "Target.NotRegistered", description: "Target is not registered to the target group")

    /// The status is not one that the matcher accepts.
    public static func responseCodeMismatch(_ status: Int) -> Self {
        Self(code: "Target.ResponseCodeMismatch", description: "Health checks failed with these codes: [\(status)]")
    }
}
