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
    /// What is wanted; it never changes while a release runs.
    public let plan: Plan
    /// What is released.
    public let revision: Revision
    /// Where the release stands.
    public internal(set) var phase: Phase = .planned
    /// Effects whose replies are awaited. After a restart these are performed again.
    public internal(set) var pending: [Effect] = []
    /// The colour that was last fully promoted; known once the world was read. It changes at full promotion only (rule 4).
    public internal(set) var stable: Colour?
    /// The weights that were last read back as written, against which drift is seen (rule 5).
    public internal(set) var confirmed: Weights?
    /// All weights that were ever sent: a write that timed out may still land, and is then known as ours.
    var sent: [Weights] = []
    var lastSent = Instant(milliseconds: 0)
    /// The most healthy tasks that stable had since the start: N of rule 2.
    var stableHealthyMaximum = 0
    var stableRevision: Revision?
    var stableTasks = 0
    /// The tasks of the candidate's last deploy that was acknowledged.
    var tasksDeployed = 0
    /// Whether the colour that is being stopped was acknowledged as retired.
    var isRetired = false
    /// Stable was failing its gates before anything was touched, so this release is its fix (rules 10 and 21).
    var isFix = false
    /// The latest stage whose weights were confirmed, and since when its requests count.
    var reached: Stage?
    var countedSince = Instant(milliseconds: 0)
    var lastMeasured = Instant(milliseconds: 0)
    var now = Instant(milliseconds: 0)
    var effectsIssued = 0
    /// Reads and writes fail for reasons of their own, so that one that works says nothing of the other.
    var readFailuresInARow = 0
    var writeFailuresInARow = 0

    /// A release that has not started: nothing is known of the world yet.
    public init(plan: Plan, revision: Revision) {
        self.plan = plan
        self.revision = revision
    }

    /// Retries of a call before it is given up.
    static let consecutiveErrorLimit = 4

    /// The colour that gets the revision; known as soon as stable is.
    public var candidate: Colour? { stable?.other }

    /// How the release ended, if it has.
    public var outcome: Outcome? {
        if case .ended(let outcome) = phase { outcome } else { nil }
    }
}

/// What came of an event: effects to perform, and records to keep and to show.
public struct Reaction: Hashable, Sendable {
    /// What is to be done now, in any order.
    public var effects: [Effect] = []
    /// What is to be kept and shown, in this order.
    public var records: [Record] = []

    /// A reaction; without arguments it is that of an event that changes nothing.
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
            readFailuresInARow = 0
            observed(reading, &reaction)
        case .deployed:
            writeFailuresInARow = 0
            if case .deploy(_, to: candidate, let tasks) = answered { tasksDeployed = tasks }
        case .weightsSet(let change, _): weightsSet(change, &reaction)
        case .retired:
            writeFailuresInARow = 0
            isRetired = answered == colourToRetire.map(Effect.Action.retire)
        case .failed(let reason, _):
            if let answered { failed(answered, reason, &reaction) }
        }
        // Whatever was answered, something is awaited until the end: a release never falls silent.
        if answered != nil, outcome == nil, reaction.effects.isEmpty, !isAwaiting(where: \.isObservation) {
            observe(after: plan.pollEvery, &reaction)
        }
        return reaction
    }

    func isAwaiting(where matches: (Effect.Action) -> Bool) -> Bool { pending.contains { matches($0.action) } }

    mutating func issue(_ action: Effect.Action, _ reaction: inout Reaction) {
        effectsIssued += 1
        let effect = Effect(id: effectsIssued, action: action)
        pending.append(effect)
        reaction.effects.append(effect)
    }

    /// Reads the world once more, with the requests that count now. Only one reading is ever awaited.
    mutating func observe(after delay: Duration, _ reaction: inout Reaction) {
        pending.removeAll { $0.action.isObservation }
        let bounds = plan.gates.compactMap { gate in
            if case .latency(_, let milliseconds) = gate.condition { milliseconds } else { nil }
        }
        let query = Query(since: countedSince, latencyBoundsMilliseconds: bounds)
        issue(.observe(query, notBefore: now + delay), &reaction)
    }

    mutating func end(_ outcome: Outcome, _ reaction: inout Reaction) {
        pending = []
        reaction.effects = []
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
        case .holding(let stage, let since, let until): hold(reading, stage: stage, since: since, until: until, &reaction)
        case .settling(let since, let until): settle(reading, since: since, until: until, &reaction)
        case .retiring(let since): finishRetiring(reading, since: since, &reaction)
        case .reverting(let cause, let since): continueReverting(reading, cause, since: since, &reaction)
        case .verifying(let cause, let since, let until): verify(reading, cause, since: since, until: until, &reaction)
        case .withdrawing(let cause, let since): finishWithdrawing(reading, cause, since: since, &reaction)
        }
    }

    private mutating func weightsSet(_ change: WeightChange, _ reaction: inout Reaction) {
        writeFailuresInARow = 0
        switch (change, phase) {
        case (.changed, .shifting), (.changed, .reverting): observe(after: .zero, &reaction)
        case (.refused(let live), .shifting):
            // Nothing of theirs is overwritten: the release stops where it is (rule 5).
            end(.drift(expected: confirmed ?? live, live: live), &reaction)
        default: return
        }
    }
}

extension Release {
    /// A failed call may have taken effect, so the world is read before anything is tried again.
    private mutating func failed(_ action: Effect.Action, _ reason: String, _ reaction: inout Reaction) {
        reaction.records.append(.callFailed(reason: reason))
        let delay = action.isWrite ? plan.pollEvery : plan.retryAfter
        switch phase {
        case .reverting(_, let since), .verifying(_, let since, _):
            // A rollback wins over throttling: it is given up when its deadline is over, and not before (rule 8).
            guard now < since + plan.progressDeadline else { return end(.rollbackUnverified(reason: reason), &reaction) }
            return observe(after: delay, &reaction)
        default: break
        }
        if action.isObservation { readFailuresInARow += 1 } else { writeFailuresInARow += 1 }
        guard max(readFailuresInARow, writeFailuresInARow) > Self.consecutiveErrorLimit else {
            return observe(after: delay, &reaction)
        }
        giveUp(reason, &reaction)
    }

    private mutating func giveUp(_ reason: String, _ reaction: inout Reaction) {
        switch phase {
        case .planned, .ended, .reverting, .verifying: return
        case .inspecting: end(.refused(reason: "the world can't be read: \(reason)"), &reaction)
        case .withdrawing(let cause, _):
            reaction.records.append(.warning("the candidate's tasks could not be stopped: \(reason)"))
            end(cause.outcome, &reaction)
        case .retiring:
            promote(warning: "the old colour's tasks could not be stopped: \(reason)", &reaction)
        case .preparing, .shifting, .holding, .settling:
            revert(.worldUnavailable(reason: reason), &reaction)
        }
    }

    /// Which colour's tasks are to be stopped in this phase.
    var colourToRetire: Colour? {
        switch phase {
        case .retiring: stable
        case .withdrawing: candidate
        default: nil
        }
    }

    /// Stops a colour's tasks, and asks again where that was not acknowledged or did not last. Returns whether they are gone.
    mutating func stop(_ colour: Colour, _ reading: Reading, _ reaction: inout Reaction) -> Bool {
        let own = reading.colours[colour]
        if isRetired, own.desiredTasks == 0 { return own.runningTasks == 0 }
        isRetired = false
        if !isAwaiting(where: { $0 == .retire(colour) }) { issue(.retire(colour), &reaction) }
        return false
    }
}

extension Effect.Action {
    var isObservation: Bool { if case .observe = self { true } else { false } }
    var isDeploy: Bool { if case .deploy = self { true } else { false } }
    var isWrite: Bool { if case .setWeights = self { true } else { false } }
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
