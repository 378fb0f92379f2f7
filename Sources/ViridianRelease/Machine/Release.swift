/// A release as a state machine: events go in, effects come out, and what it knows is all that it decides by.
///
/// It has no clock and does no I/O, so that the same decisions are made in simulation, on this machine and on AWS, and so that
/// replaying its events after a crash brings it exactly to where it was. Rules are those of docs/release-rules.md.
///
/// ```swift
/// var release = Release(plan: plan, revision: "web:42")
/// let reaction = release.handle(Event(at: now, .started))
/// ```
public struct Release: Hashable, Sendable, Codable {
    public let plan: Plan
    /// What is released.
    public let revision: Revision
    public internal(set) var phase: Phase = .planned
    /// Effects whose replies are awaited. After a restart these are performed again.
    public internal(set) var pending: [Effect] = []
    /// The colour that was last fully promoted; known once the world was read. It changes at full promotion only (rule 4).
    public internal(set) var stable: Colour?
    /// The weights that were last read back as written, against which drift is seen (rule 5).
    public internal(set) var confirmed: Weights?
    /// Weights of ours that may land yet: their write was sent, and has not been read back.
    var inFlight: Weights?
    /// The most healthy tasks that stable had since the start: N of rule 2.
    var stableHealthyMaximum = 0
    var stableRevision: Revision?
    var stableTasks = 0
    /// Stable was failing its gates before anything was touched, so this release is its fix (rules 10 and 21).
    var isFix = false
    /// The latest stage whose weights were confirmed, and since when its requests count.
    var reached: Stage?
    var countedSince = Instant(milliseconds: 0)
    var now = Instant(milliseconds: 0)
    var effectsIssued = 0
    var failuresInARow = 0
    /// Whether a stable without tasks was started again during this rollback.
    var hasRevivedStable = false

    public init(plan: Plan, revision: Revision) {
        self.plan = plan
        self.revision = revision
    }

    /// Retries of a call before it is given up.
    static let consecutiveErrorLimit = 4

    public var candidate: Colour? { stable?.other }

    public var outcome: Outcome? {
        if case .ended(let outcome) = phase { outcome } else { nil }
    }
}

/// What came of an event: effects to perform, and records to keep and to show.
public struct Reaction: Hashable, Sendable {
    public var effects: [Effect] = []
    public var records: [Record] = []

    public init(effects: [Effect] = [], records: [Record] = []) {
        self.effects = effects
        self.records = records
    }
}

extension Release {
    /// Takes an event in. Total: what a phase has no use for changes nothing.
    public mutating func handle(_ event: Event) -> Reaction {
        now = max(now, event.at)
        var answered: Effect.Action?
        if let id = event.effect {
            guard let index = pending.firstIndex(where: { $0.id == id }) else { return Reaction() }
            answered = pending.remove(at: index).action
        }
        var reaction = Reaction()
        switch event.kind {
        case .started: start(&reaction)
        case .abortRequested: abort(&reaction)
        case .observed(let reading, _):
            failuresInARow = 0
            observed(reading, &reaction)
        case .deployed:
            failuresInARow = 0
            if pending.isEmpty { observe(after: plan.pollEvery, &reaction) }
        case .weightsSet(let change, _): weightsSet(change, &reaction)
        case .retired: retired(&reaction)
        case .failed(let reason, _):
            if let answered { failed(answered, reason, &reaction) }
        }
        return reaction
    }

    mutating func issue(_ action: Effect.Action, _ reaction: inout Reaction) {
        effectsIssued += 1
        let effect = Effect(id: effectsIssued, action: action)
        pending.append(effect)
        reaction.effects.append(effect)
    }

    /// Reads the world once more, with the requests that count now.
    mutating func observe(after delay: Duration, since: Instant? = nil, _ reaction: inout Reaction) {
        let bounds = plan.gates.compactMap { gate in
            if case .latency(_, let milliseconds) = gate.condition { milliseconds } else { nil }
        }
        let query = Query(since: since ?? countedSince, latencyBoundsMilliseconds: bounds)
        issue(.observe(query, notBefore: now + delay), &reaction)
    }

    mutating func end(_ outcome: Outcome, _ reaction: inout Reaction) {
        pending = []
        phase = .ended(outcome)
        reaction.records.append(.ended(outcome))
    }

    private mutating func start(_ reaction: inout Reaction) {
        guard phase == .planned else { return }
        if let problem = plan.problems.first { return end(.refused(reason: problem), &reaction) }
        phase = .inspecting(since: now)
        countedSince = now
        observe(after: .zero, &reaction)
    }

    /// An abort is accepted in every state and wins over all else (rule 8).
    private mutating func abort(_ reaction: inout Reaction) {
        switch phase {
        case .ended: return
        case .planned, .inspecting: end(.aborted, &reaction)
        case .reverting, .verifying, .withdrawing: return
        default: revert(.abortRequested, &reaction)
        }
    }

    private mutating func observed(_ reading: Reading, _ reaction: inout Reaction) {
        switch phase {
        case .planned, .ended: return
        case .inspecting(let since): inspect(reading, since: since, &reaction)
        case .preparing(let step, let since): prepare(reading, step: step, since: since, &reaction)
        case .shifting(let step, let since): confirmShift(reading, step: step, since: since, &reaction)
        case .holding(let stage, _, let until): hold(reading, stage: stage, until: until, &reaction)
        case .settling(let since, let until): settle(reading, since: since, until: until, &reaction)
        case .retiring(let since): finishRetiring(reading, since: since, &reaction)
        case .reverting(let cause, let since): continueReverting(reading, cause, since: since, &reaction)
        case .verifying(let cause, let since, let until): verify(reading, cause, since: since, until: until, &reaction)
        case .withdrawing(let cause, let since): finishWithdrawing(reading, cause, since: since, &reaction)
        }
    }

    private mutating func weightsSet(_ change: WeightChange, _ reaction: inout Reaction) {
        switch (change, phase) {
        case (.changed, .shifting), (.changed, .reverting):
            failuresInARow = 0
            observe(after: .zero, &reaction)
        case (.refused(let live), .shifting):
            // Nothing of theirs is overwritten: the release stops where it is (rule 5).
            end(.drift(expected: confirmed ?? live, live: live), &reaction)
        case (.refused, .reverting): observe(after: plan.pollEvery, &reaction)
        default: return
        }
    }

    private mutating func retired(_ reaction: inout Reaction) {
        switch phase {
        case .retiring, .withdrawing: observe(after: plan.pollEvery, &reaction)
        default: return
        }
    }

    /// A failed call may have taken effect, so the world is read before anything is tried again.
    private mutating func failed(_ action: Effect.Action, _ reason: String, _ reaction: inout Reaction) {
        reaction.records.append(.callFailed(reason: reason))
        failuresInARow += 1
        guard failuresInARow > Self.consecutiveErrorLimit else { return retry(action, &reaction) }
        switch phase {
        case .planned, .ended: return
        case .inspecting: end(.refused(reason: "the world can't be read: \(reason)"), &reaction)
        case .reverting, .verifying: end(.rollbackUnverified(reason: reason), &reaction)
        case .withdrawing(let cause, _):
            reaction.records.append(.warning("the candidate's tasks could not be stopped: \(reason)"))
            end(cause.outcome, &reaction)
        case .retiring:
            promote(warning: "the old colour's tasks could not be stopped: \(reason)", &reaction)
        case .preparing, .shifting, .holding, .settling:
            failuresInARow = 0
            revert(.worldUnavailable(reason: reason), &reaction)
        }
    }

    private mutating func retry(_ action: Effect.Action, _ reaction: inout Reaction) {
        switch action {
        case .observe: observe(after: plan.retryAfter, &reaction)
        case .setWeights: observe(after: plan.pollEvery, &reaction)
        case .deploy, .retire: issue(action, &reaction)
        }
    }
}

extension Cause {
    /// How a release ends that went back for this cause.
    var outcome: Outcome {
        switch self {
        case .abortRequested: .aborted
        case .drift(let expected, let live): .drift(expected: expected, live: live)
        default: .rolledBack(self)
        }
    }
}
