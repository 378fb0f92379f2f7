/// What a release says about itself: one record for each transition, with its cause and its evidence, so that a transcript, a
/// report and `why` can be drawn from the journal alone (rule 20).
public enum Record: Hashable, Sendable, Codable {
    case started(stable: Colour, candidate: Colour, revision: Revision, weights: Weights, worstCaseMilliseconds: Int64)
    /// What stable was like before anything was touched. As a fix the release is judged by the candidate alone (rule 21).
    case baseline(stable: ColourReading, asFix: Bool)
    case deploying(colour: Colour, revision: Revision, tasks: Int)
    case ready(colour: Colour, healthy: Int, needed: Int)
    case shifted(stage: Stage, weights: Weights, until: Instant)
    case measured(stage: Stage, measurements: [Measurement], readings: PerColour<ColourReading>)
    case gateFailed(stage: Stage, measurement: Measurement)
    case rollbackStarted(stage: Stage?, cause: Cause)
    /// Somebody else's weights were replaced by stable's, which is all that a rollback may do under drift (rule 5).
    case overwrote(live: Weights)
    case restored(weights: Weights, afterMilliseconds: Int64)
    case verified(colour: Colour, reading: ColourReading)
    case promoted(colour: Colour, revision: Revision)
    case retiring(colour: Colour)
    case retired(colour: Colour)
    case callFailed(reason: String)
    case warning(String)
    case ended(Outcome)
}

/// Where in the plan a release is: a step, counted from 0, or the bake behind the last one.
public enum Stage: Hashable, Sendable, Codable {
    case step(Int)
    case bake
}

/// Why a release goes back.
public enum Cause: Hashable, Sendable, Codable {
    case gate(Measurement)
    /// The candidate had not the healthy tasks that its share needs before the progress deadline.
    case notReady(colour: Colour, healthy: Int, needed: Int)
    /// The deployment circuit breaker gave the candidate up.
    case deploymentFailed(reason: String)
    case abortRequested
    case drift(expected: Weights, live: Weights)
    /// The live revision is not the one that was asked for (rule 16).
    case revisionChanged(expected: Revision, live: Revision?)
    case worldUnavailable(reason: String)
}

/// How a release ended.
public enum Outcome: Hashable, Sendable, Codable {
    case promoted
    case rolledBack(Cause)
    case aborted
    /// A gate had no verdict when its hold was over; the weights stay as they are.
    case paused(stage: Stage, gates: [String])
    case drift(expected: Weights, live: Weights)
    case refused(reason: String)
    case rollbackUnverified(reason: String)

    /// The process's exit code (rule 16).
    public var exitCode: Int32 {
        switch self {
        case .promoted: 0
        case .rolledBack: 3
        case .aborted: 4
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
        case .paused: "paused"
        case .drift: "drift"
        case .refused: "refused"
        case .rollbackUnverified: "rollback unverified"
        }
    }
}
