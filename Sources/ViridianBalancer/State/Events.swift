public import ViridianBehaviour

/// One registration of a target: an address that is deregistered and registered again gets another key.
public struct TargetKey: Hashable, Sendable {
    /// The position of the target group.
    let group: Int
    /// The number of the registration within the group.
    let number: Int
}

extension BalancerState {
    /// What happened to a balancer.
    public enum Event: Hashable, Sendable {
        /// A target joins a group; one that is draining there joins anew.
        case register(TargetID, group: String)
        /// A target begins to leave.
        case deregister(TargetID, group: String)
        /// A target is gone: its process has died.
        case remove(TargetID, group: String)
        /// A health check has ended.
        case checked(TargetKey, HealthCheckOutcome)
        /// Time has passed.
        case tick
    }

    /// What the shell must do.
    public enum Effect: Hashable, Sendable {
        /// Check the target now and then at every interval.
        case startChecking(TargetKey, TargetID)
        /// Check it no more.
        case stopChecking(TargetKey)
        /// Close the connections to it that carry no request; close the others as soon as their request ends.
        case retireConnections(TargetKey)
        /// Cut off the requests that are still in flight to it.
        case cutOff(TargetKey)
        /// Send `.tick` at this instant.
        case wake(at: Duration)
        /// Tell whoever listens.
        case announce(BalancerEvent)
    }

    /// What becomes of a request.
    public enum Route: Hashable, Sendable {
        /// It goes to this target, which has it in flight from now on.
        case forward(TargetKey, TargetID)
        /// It gets 503: the group has no registered target, or the action has no group to choose.
        case unavailable(group: Int?)
        /// It gets this answer.
        case fixedResponse(FixedResponse)
        /// It is sent elsewhere.
        case redirect(Redirect)
    }
}

/// What became of a change of weights.
public enum WeightChange: Hashable, Sendable {
    /// The new weights are live.
    case swapped
    /// Someone else has changed the weights: these are live, and nothing has changed now.
    case conflict(live: [String: Int])
    /// The new weights make no sense; nothing has changed.
    case refused(BalancerError)
}

/// News from a balancer.
public enum BalancerEvent: Hashable, Sendable {
    /// A target has another state.
    case targetChanged(TargetID, group: String, state: TargetHealth.State, reason: TargetHealthReason?)
}
