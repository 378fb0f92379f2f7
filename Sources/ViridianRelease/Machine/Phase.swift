/// Where a release stands. What it waits for is in ``Release/pending``.
public enum Phase: Hashable, Sendable, Codable {
    /// The state before `started`.
    case planned
    /// The state while the world is watched before anything is touched.
    case inspecting(since: Instant)
    /// The state while the candidate grows to what the stage's share needs. The first one also deploys it.
    case preparing(step: Int, since: Instant)
    /// The state while new weights are written and have not been read back yet.
    case shifting(step: Int, since: Instant)
    /// The state while nothing moves and the gates are asked.
    case holding(Stage, since: Instant, until: Instant)
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
    case ended(Outcome)
}
