/// The health of one target in one target group, as an Application Load Balancer sees it.
///
/// The state while the target is:
/// - `initial`: registered, and no check has decided yet. One passed check makes it healthy, whatever the healthy threshold is;
///   as many failed checks in a row as the unhealthy threshold make it unhealthy.
/// - `healthy`: until as many checks in a row fail as the unhealthy threshold.
/// - `unhealthy`: until as many checks in a row pass as the healthy threshold.
/// - `draining`: deregistered, until the deregistration delay is over.
/// - `unused`: not checked and not used, because no rule forwards to the group or because the target is gone.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
public struct TargetHealth: Hashable, Sendable {
    /// What a target may be (`TargetHealth.State` of the API).
    public enum State: String, Hashable, Sendable, CaseIterable {
        case initial, healthy, unhealthy, draining, unused
    }

    /// How many checks in a row change the state.
    public struct Thresholds: Hashable, Sendable {
        /// Passed checks in a row that make an unhealthy target healthy.
        public var healthy: Int
        /// Failed checks in a row that make a target unhealthy.
        public var unhealthy: Int

        /// Thresholds; ALB allows 2 to 10, and what is below 1 counts as 1.
        public init(healthy: Int, unhealthy: Int) {
            self.healthy = max(1, healthy)
            self.unhealthy = max(1, unhealthy)
        }
    }

    /// What the target is now.
    public private(set) var state: State

    /// Why it is so, in the words of the API; nil while it is healthy.
    public private(set) var reason: TargetHealthReason?

    /// How many checks in a row agree against the state.
    private var streak = 0

    private let thresholds: Thresholds

    /// A target that has just been registered; in a group that no rule uses it is `unused` and never checked.
    public init(thresholds: Thresholds, inUse: Bool) {
        self.thresholds = thresholds
        state = inUse ? .initial : .unused
        reason = inUse ? .registrationInProgress : .notInUse
    }

    /// Whether requests may go to the target while its group has a healthy one.
    public var isHealthy: Bool { state == .healthy }

    /// Takes the outcome of one check; true when the state has changed.
    public mutating func observe(_ outcome: HealthCheckOutcome) -> Bool {
        switch (state, outcome) {
        case (.draining, _), (.unused, _):
            return false
        case (.initial, .passed):
            return become(.healthy, because: nil)
        case (.healthy, .passed):
            streak = 0
            return false
        case (.unhealthy, .passed):
            streak += 1
            return streak >= thresholds.healthy ? become(.healthy, because: nil) : false
        case (.initial, _), (.healthy, _):
            streak += 1
            if streak >= thresholds.unhealthy { return become(.unhealthy, because: outcome.reason) }
            if state == .initial { reason = .initialHealthChecking }
            return false
        case (.unhealthy, _):
            streak = 0
            reason = outcome.reason
            return false
        }
    }

    /// The target has been deregistered; true when the state has changed.
    public mutating func deregister() -> Bool {
        guard state != .draining, state != .unused else { return false }
        return become(.draining, because: .deregistrationInProgress)
    }

    /// The target is gone: its delay is over or it has been removed.
    public mutating func leave() -> Bool {
        guard state != .unused else { return false }
        return become(.unused, because: .notRegistered)
    }

    private mutating func become(_ new: State, because: TargetHealthReason?) -> Bool {
        state = new
        reason = because
        streak = 0
        return true
    }
}
