/// What a release says about itself: one record for each transition, with its cause and its evidence, so that a transcript, a
/// report and `why` can be drawn from the journal alone (rule 20).
public enum Record: Hashable, Sendable, Codable {
    case leasing
    case leased(fence: Int)
    /// `stable` is nobody in a first release (rule 23). `stickySeconds` is how long users stay on the old colour (rule 22).
    case started(
        stable: Colour?, candidate: Colour, revision: Revision, weights: Weights, worstCaseMilliseconds: Int64,
        stickySeconds: Int)
    /// What stable was like before anything was touched. As a fix the release is judged by the candidate alone (rule 21).
    case baseline(stable: ColourReading, asFix: Bool)
    /// Gates that fired before the start were overridden by somebody (rule 10).
    case overridden(by: String, measurement: Measurement)
    case deploying(colour: Colour, revision: Revision, tasks: Int)
    case scaling(colour: Colour, Scaling)
    case movingTestRoutes(from: Colour, rules: Int)
    case ready(colour: Colour, healthy: Int, needed: Int)
    case shifting(weights: Weights, until: Instant)
    case shifted(stage: Stage, weights: Weights, until: Instant)
    case measured(stage: Stage, measurements: [Measurement], readings: PerColour<ColourReading>)
    case asked(hook: String, stage: Stage, key: String)
    case answered(hook: String, reply: HookReply)
    case gateFailed(stage: Stage, measurement: Measurement)
    case waiting(stage: Stage, Wait)
    case obeyed(Command)
    case ignored(Command)
    case preparing(stage: Stage, until: Instant)
    case settling(until: Instant)
    case rollbackStarted(stage: Stage?, cause: Cause)
    /// Somebody else's weights were replaced by stable's, which is all that a rollback may do under drift (rule 5).
    case overwrote(live: Weights)
    case restored(weights: Weights, afterMilliseconds: Int64)
    /// A first release failed: nobody serves (rule 23).
    case nobodyServes
    case verifying(until: Instant)
    case verified(colour: Colour, reading: ColourReading)
    case promoted(colour: Colour, revision: Revision)
    case retiring(colour: Colour)
    case retired(colour: Colour)
    case finishing(Outcome)
    case callFailed(reason: String)
    case warning(String)
    case ended(Outcome)
}
