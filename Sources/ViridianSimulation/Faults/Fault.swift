import ViridianRelease

/// What can be done to a release, at any of its phases.
public enum Fault: Int, Hashable, Sendable, CaseIterable {
    // Calls: request and reply have separate fates.
    case requestLost, throttled, replyLost, requestLate, replyLate, replyTwice, staleRead
    // Tasks, traffic and what is measured.
    case candidateNeverHealthy, candidateFlaps, candidateErrors, candidateSlow, candidateGivenUp, candidateDies
    case stableErrors, stableDies, alarmOnCandidate, alarmOnStable, metricsMissing, metricsStale, trafficStops, scaleIn
    // Somebody else.
    case weightsChanged, revisionChanged, ruleChanged, scalingResumed, testRouteAdded, tasksStopped
    // The runner.
    case runnerKilled, twoRunners, clockBack, clockForward, leaseTaken
    // Hooks.
    case hookFails, hookInvalid, hookBusy, hookUnreachable
    // People.
    case pause, promote, promoteFully, abort, retry, decide, supersede
}

/// A phase without what it carries, for counting.
public enum PhaseName: Int, Hashable, Sendable, CaseIterable {
    case planned, leasing, inspecting, preparing, shifting, holding, waiting, settling, retiring, reverting, verifying
    case withdrawing, finishing, ended

    init(_ phase: borrowing Phase) {
        switch phase {
        case .planned: self = .planned
        case .leasing: self = .leasing
        case .inspecting: self = .inspecting
        case .preparing: self = .preparing
        case .shifting: self = .shifting
        case .holding: self = .holding
        case .waiting: self = .waiting
        case .settling: self = .settling
        case .retiring: self = .retiring
        case .reverting: self = .reverting
        case .verifying: self = .verifying
        case .withdrawing: self = .withdrawing
        case .finishing: self = .finishing
        case .ended: self = .ended
        }
    }

    /// The phases in which something can happen to a release.
    static let running: [PhaseName] = allCases.filter { $0 != .planned && $0 != .ended }
}

/// A fault that strikes when the release is in a phase, a few events after it got there.
struct Injection: Hashable, Sendable {
    var fault: Fault
    var phase: PhaseName
    var eventsToWait: Int
    /// How long it lasts, where it lasts.
    var milliseconds: Int64
    /// For what a fault has to choose.
    var choice: Int
}
