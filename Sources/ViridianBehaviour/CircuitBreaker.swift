/// The deployment circuit breaker of Amazon ECS: counts tasks that fail and says when the deployment has failed.
///
/// It serves rolling deployments (deployment controller `ECS`). A task counts once if it never reaches RUNNING, and, after
/// one has, once if it is replaced because a health check failed.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html>
public struct CircuitBreaker: Hashable, Sendable {
    /// How many failures are too many (`ThresholdConfiguration`).
    public enum Threshold: Hashable, Sendable {
        /// A share of the desired count, at least 3 and at most 200 (`BOUNDED_PERCENT`).
        case boundedPercent(Int)
        /// A share of the desired count, whatever that gives (`UNBOUNDED_PERCENT`).
        case unboundedPercent(Int)
        /// A number of tasks (`COUNT`).
        case count(Int)

        /// What ECS takes when nothing is configured.
        public static let standard = Threshold.boundedPercent(50)

        /// The number of failures that fails a deployment of `desiredCount` tasks.
        public func failures(desiredCount: Int) -> Int {
            switch self {
            case .boundedPercent(let value): min(200, max(3, Self.share(value, of: desiredCount)))
            case .unboundedPercent(let value): Self.share(value, of: desiredCount)
            case .count(let value): value
            }
        }

        private static func share(_ percent: Int, of count: Int) -> Int { (percent * count + 99) / 100 }
    }

    /// How many failures are too many.
    public var threshold: Threshold

    /// Whether a task that becomes healthy clears the count (`ResetOnHealthyTask`).
    public var resetsOnHealthyTask: Bool

    /// The failures counted so far.
    public private(set) var failures = 0

    /// Whether the deployment has failed. It stays so.
    public private(set) var isOpen = false

    /// A breaker that has counted nothing yet.
    public init(threshold: Threshold = .standard, resetsOnHealthyTask: Bool = true) {
        self.threshold = threshold
        self.resetsOnHealthyTask = resetsOnHealthyTask
    }

    /// Counts a task that failed while `desiredCount` tasks are wanted now; true when this failure opens the breaker.
    public mutating func taskFailed(desiredCount: Int) -> Bool {
        guard !isOpen else { return false }
        failures += 1
        isOpen = failures >= threshold.failures(desiredCount: desiredCount)
        return isOpen
    }

    /// Notes that a task of the deployment is healthy.
    public mutating func taskBecameHealthy() {
        if resetsOnHealthyTask, !isOpen { failures = 0 }
    }
}
