public import ViridianBehaviour

/// A balancer at one moment.
public struct BalancerSnapshot: Hashable, Sendable {
    /// The live weights of the default action, by group.
    public var weights: [String: Int]
    /// The target groups, by id.
    public var groups: [String: Group]

    /// A target group at one moment.
    public struct Group: Hashable, Sendable {
        /// The registered targets, draining ones included, in the order of registration.
        public var targets: [Target]
        /// What became of its requests since the start.
        public var counters: GroupCounters

        /// How many targets are in `state`.
        public func count(_ state: TargetHealth.State) -> Int { targets.count { $0.state == state } }
    }

    /// A target at one moment.
    public struct Target: Hashable, Sendable {
        /// Where it is.
        public var id: TargetID
        /// What it is.
        public var state: TargetHealth.State
        /// Why; nil while it is healthy.
        public var reason: TargetHealthReason?
        /// Requests that it has not finished.
        public var inFlight: Int
    }
}

extension BalancerState {
    /// The targets of each group as they are now, with these counters.
    func snapshot(counters: [GroupCounters]) -> BalancerSnapshot {
        var result = BalancerSnapshot(weights: weights, groups: [:])
        for (group, counters) in zip(groups, counters) {
            let targets = group.members.map {
                BalancerSnapshot.Target(id: $0.id, state: $0.health.state, reason: $0.health.reason, inFlight: $0.inFlight)
            }
            result.groups[group.configuration.id] = BalancerSnapshot.Group(targets: targets, counters: counters)
        }
        return result
    }
}
