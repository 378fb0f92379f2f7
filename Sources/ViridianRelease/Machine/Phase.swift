/// Where a release stands. What it waits for is in ``Release/pending``.
public enum Phase: Hashable, Sendable, Codable {
    /// The state before `started`.
    case planned
    /// The state while the service's lease is asked for.
    case leasing(since: Instant)
    /// The state while the world is watched before anything is touched.
    case inspecting(since: Instant)
    /// The state while the candidate grows to what the stage's share needs. The first one also deploys it.
    case preparing(step: Int, since: Instant)
    /// The state while new weights are written and have not been read back yet.
    case shifting(step: Int, since: Instant)
    /// The state while nothing moves and the gates are asked.
    case holding(Stage, since: Instant, until: Instant)
    /// The state while somebody has to decide; the gates are still asked.
    case waiting(Stage, Wait, since: Instant)
    /// The state after the bake, while the emptied colour is watched: no request may reach it.
    case settling(since: Instant, until: Instant)
    /// The state while the old colour's tasks are stopped; an abort can still bring them back.
    case retiring(since: Instant)
    /// The state while the weights go back to stable.
    case reverting(Cause, since: Instant)
    /// The state while it is watched whether the rollback holds.
    case verifying(Cause, since: Instant, until: Instant)
    /// The state while the candidate's tasks are stopped after a rollback.
    case withdrawing(Cause, since: Instant)
    /// The state while autoscaling and the lease are given back; how it ends is decided.
    case finishing(Outcome, since: Instant)
    case ended(Outcome)
}

/// Where in the plan a release is: test traffic, a step, counted from 0, or the bake behind the last one.
public enum Stage: Hashable, Sendable, Codable {
    case test
    case step(Int)
    case bake

    /// What the keys of hooks call it. It never changes: a hook that is asked again after an update has to know the question.
    var key: String {
        switch self {
        case .test: "test"
        case .step(let step): "step(\(step))"
        case .bake: "bake"
        }
    }
}

/// Why a release waits for somebody.
public enum Wait: Hashable, Sendable, Codable {
    /// Gates had no verdict when the hold was over.
    case inconclusive(gates: [String])
    /// The step needs somebody's yes.
    case approval
    /// It would go back, but its predecessor can't run any more (rule 18).
    case frozen(Cause)
}

/// Why a release goes back.
public enum Cause: Hashable, Sendable, Codable {
    indirect case gate(Measurement)
    /// A gate's source did not answer, and the plan says that this is a failure.
    case unmeasurable(gate: String)
    indirect case hook(name: String, reason: String)
    /// The candidate had not the healthy tasks that its share needs before the progress deadline.
    case notReady(colour: Colour, healthy: Int, needed: Int)
    /// The deployment circuit breaker gave the candidate up.
    case deploymentFailed(reason: String)
    case abortRequested
    case rejected(by: String)
    case superseded(by: Revision)
    indirect case drift(expected: Weights, live: Weights)
    /// The live revision is not the one that was asked for (rule 16).
    indirect case revisionChanged(expected: Revision, live: Revision?)
    case worldUnavailable(reason: String)
}

/// How a release ended.
public enum Outcome: Hashable, Sendable, Codable {
    case promoted
    indirect case rolledBack(Cause)
    case aborted
    /// A newer release took its place.
    case superseded(by: String)
    /// A gate had no verdict when its hold was over; the weights stay as they are. It goes on when somebody decides.
    indirect case paused(stage: Stage, gates: [String])
    indirect case drift(expected: Weights, live: Weights)
    case refused(reason: String)
    case rollbackUnverified(reason: String)

    /// The process's exit code (rule 16).
    public var exitCode: Int32 {
        switch self {
        case .promoted: 0
        case .rolledBack: 3
        case .aborted, .superseded: 4
        case .paused: 5
        case .drift: 6
        case .refused: 7
        case .rollbackUnverified: 8
        }
    }

    /// The word of it, for reports.
    public var verdict: String {
        switch self {
        case .promoted: "promoted"
        case .rolledBack: "rolled back"
        case .aborted: "aborted"
        case .superseded: "superseded"
        case .paused: "paused"
        case .drift: "drift"
        case .refused: "refused"
        case .rollbackUnverified: "rollback unverified"
        }
    }
}
