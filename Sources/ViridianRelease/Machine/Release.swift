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
    /// Who wants it although a gate fires before it starts, if somebody does (rule 10).
    public let overriddenBy: String?
    /// Where the release stands.
    public internal(set) var phase: Phase = .planned
    /// Effects whose replies are awaited. After a restart they are asked for anew, under a new lease.
    public internal(set) var pending: [Effect] = []
    /// The colour that was last fully promoted; known once the world was read. It changes at full promotion only (rule 4). In a
    /// first release there is none.
    public internal(set) var stable: Colour?
    /// The colour that gets the revision; known once the world was read.
    public internal(set) var candidate: Colour?
    /// The weights that were last read back as written, against which drift is seen (rule 5).
    public internal(set) var confirmed: Weights?
    /// The number of our lease; none before it was acquired, and none after a restart until it was acquired anew.
    var fence: Int?
    /// All weights that were ever sent: a write that timed out may still land, and is then known as ours.
    var sent: [Weights] = []
    var lastSent = Instant(milliseconds: 0)
    /// The weights before anything was written.
    var initial: Weights?
    /// When a call last failed that changes something: it may still land, within the scale-down delay.
    var lastFailedChange: Instant?
    /// Since when weights are read that were ours once, but no longer are: a read may be stale.
    var oddSince: Instant?
    /// Everything else that the rule says, as it was read last (rule 15).
    var rule = RuleSettings.plain
    /// The most healthy tasks that stable had since the start: N of rule 2.
    var stableHealthyMaximum = 0
    var stableRevision: Revision?
    var stableTasks = 0
    /// What autoscaling was allowed to do before the release began; it is given back at the end (rule 24).
    var scalingFound: PerColour<Scaling?> = PerColour(blue: nil, green: nil)
    /// Whether the latest reading showed that as given back.
    var wasGivenBack = false
    /// The tasks of the candidate's last deploy that was acknowledged.
    var tasksDeployed = 0
    /// Whether the colour that is being stopped was acknowledged as retired.
    var isRetired = false
    /// Stable was failing its gates before anything was touched, so this release is its fix (rules 10 and 21).
    public internal(set) var isFix = false
    /// Somebody wants it at 100 % without holds.
    var skipsHolds = false
    /// Somebody wants this hold to end, whether or not its gates have a verdict.
    var acceptsOpenGates = false
    /// Since when nothing may move on, if somebody paused the release.
    var pausedSince: Instant?
    /// The latest stage whose weights were confirmed, and since when its requests count.
    public internal(set) var reached: Stage?
    var countedSince = Instant(milliseconds: 0)
    var judgedFrom = Instant(milliseconds: 0)
    var lastMeasured = Instant(milliseconds: 0)
    /// What each gate said of each colour in this stage: blue and green of the first gate, of the second, and so on.
    var gateStates: [GateState] = []
    var evidence: [Evidence] = []
    var hookStates: [HookState] = []
    var stageBegan = Instant(milliseconds: 0)
    var now = Instant(milliseconds: 0)
    var effectsIssued = 0
    /// Reads and writes fail for reasons of their own, so that one that works says nothing of the other.
    var readFailuresInARow = 0
    var writeFailuresInARow = 0
    /// What every query asks for.
    let question: Query
    let traits: [GateTraits]

    /// A release that has not started: nothing is known of the world yet.
    public init(plan: Plan, revision: Revision, overriddenBy: String? = nil) {
        self.plan = plan
        self.revision = revision
        self.overriddenBy = overriddenBy
        question = Query(
            since: Instant(milliseconds: 0), latencyBoundsMilliseconds: plan.gates.compactMap(\.latencyBoundMilliseconds),
            signals: plan.gates.flatMap { gate in gate.signals.map { [$0.blue, $0.green] } ?? [] })
        traits = GateTraits.of(plan.gates)
    }

    /// The bounds that every query asks for.
    package var latencyBoundsMilliseconds: [Int] { question.latencyBoundsMilliseconds }

    /// A release of which nothing is known but its end.
    package init(plan: Plan, revision: Revision, endedAs outcome: Outcome) {
        self.init(plan: plan, revision: revision)
        phase = .ended(outcome)
    }

    /// Retries of a call before it is given up.
    static let consecutiveErrorLimit = 4

    /// Whether there is nothing to return to (rule 23).
    public var isFirst: Bool { candidate != nil && stable == nil }

    /// How the release ended, if it has.
    public var outcome: Outcome? {
        if case .ended(let outcome) = phase { outcome } else { nil }
    }

    /// What to tell a caller that doesn't wait for somebody's decision.
    public var standing: Outcome? {
        switch phase {
        case .ended(let outcome): outcome
        case .waiting(let stage, .inconclusive(let gates), _): .paused(stage: stage, gates: gates)
        case .waiting(let stage, .approval, _): .paused(stage: stage, gates: ["approval"])
        case .waiting(let stage, .frozen, _): .paused(stage: stage, gates: ["rollback is not possible"])
        default: nil
        }
    }
}

extension Release {
    /// Takes an event in. Total: what a phase has no use for changes nothing.
    public mutating func handle(_ event: Event) -> Reaction {
        var reaction = Reaction()
        handle(event, into: &reaction)
        return reaction
    }

    /// Takes an event in, and fills a reaction that may have been used before.
    public mutating func handle(_ event: borrowing Event, into reaction: inout Reaction) {
        reaction.clear()
        now = max(now, event.at)
        guard let id = event.effect else { return heard(event.kind, &reaction) }
        guard let index = place(ofPending: id) else { return }
        let answered = pending.remove(at: index).action
        switch event.kind {
        case .leased(let reply, _): leased(reply, &reaction)
        case .observed(let reading, _):
            readFailuresInARow = 0
            observed(reading, &reaction)
        case .done: done(answered, &reaction)
        case .weightsSet(let change, _): weightsSet(change, &reaction)
        case .hookAnswered(let reply, _): if case .invoke(let call) = answered { hookAnswered(call, reply, &reaction) }
        case .failed(let reason, _): failed(answered, reason, &reaction)
        case .fenced(let holder, _): fenced(by: holder, &reaction)
        case .started, .resumed, .commanded: return
        }
        // Whatever was answered, something is awaited until the end: a release never falls silent.
        if reaction.effects.isEmpty, outcome == nil, !isAwaiting(where: \.keepsItGoing) {
            if fence == nil { return issue(.acquireLease(notBefore: now + plan.$retryAfter), &reaction) }
            observe(after: plan.$pollEvery, &reaction)
        }
    }

    /// What is no reply.
    private mutating func heard(_ kind: Event.Kind, _ reaction: inout Reaction) {
        switch kind {
        case .started: start(&reaction)
        case .resumed: takeUp(&reaction)
        case .commanded(let command): obey(command, &reaction)
        case .leased, .observed, .done, .weightsSet, .hookAnswered, .failed, .fenced: return
        }
    }

    /// Whether the reply to an effect is awaited, which says something to the release.
    package func isAwaiting(effect id: Int) -> Bool { place(ofPending: id) != nil }

    private func place(ofPending id: Int) -> Int? {
        for index in pending.indices where pending[index].id == id { return index }
        return nil
    }

    func isAwaiting(where matches: (borrowing Effect.Action) -> Bool) -> Bool {
        for index in pending.indices where matches(pending[index].action) { return true }
        return false
    }

    /// Asks for something. Without a lease nothing is touched; what the phase needs is asked for again when it was acquired.
    mutating func issue(_ action: Effect.Action, _ reaction: inout Reaction) {
        guard fence != nil || action.isAcquisition else { return }
        effectsIssued += 1
        let effect = Effect(id: effectsIssued, fence: fence ?? 0, action: action)
        pending.append(effect)
        reaction.effects.append(effect)
    }

    /// Reads the world once more, with the requests that count now. Only one reading is ever awaited, and none without a lease.
    mutating func observe(after delay: Milliseconds, _ reaction: inout Reaction) {
        guard fence != nil else { return }
        if isAwaiting(where: \.isObservation) { pending.removeAll { $0.action.isObservation } }
        var query = question
        query.since = countedSince
        issue(.observe(query, notBefore: now + delay), &reaction)
    }

    private mutating func observed(_ reading: borrowing Reading, _ reaction: inout Reaction) {
        guard fence != nil else { return }
        rule = reading.rule
        switch phase {
        case .planned, .leasing, .ended: return
        case .inspecting(let since): inspect(reading, since: since, &reaction)
        case .preparing(let step, let since): prepare(reading, step: step, since: since, &reaction)
        case .shifting(let step, let since): confirmShift(reading, step: step, since: since, &reaction)
        case .holding(let stage, let since, let until): hold(reading, stage: stage, since: since, until: until, &reaction)
        case .waiting(let stage, let wait, _): attend(reading, stage: stage, wait, &reaction)
        case .settling(let since, let until): settle(reading, since: since, until: until, &reaction)
        case .retiring(let since): finishRetiring(reading, since: since, &reaction)
        case .reverting(let cause, let since): continueReverting(reading, cause, since: since, &reaction)
        case .verifying(let cause, let since, let until): verify(reading, cause, since: since, until: until, &reaction)
        case .withdrawing(let cause, let since): finishWithdrawing(reading, cause, since: since, &reaction)
        case .finishing(let outcome, let since): giveBack(reading, outcome, since: since, &reaction)
        }
    }

    private mutating func done(_ action: Effect.Action, _ reaction: inout Reaction) {
        if action == .releaseLease, case .finishing(let outcome, _) = phase { return end(outcome, &reaction) }
        writeFailuresInARow = 0
        switch action {
        case .deploy(_, let colour, let tasks) where colour == candidate: tasksDeployed = tasks
        case .retire(let colour) where colour == colourToRetire: isRetired = true
        default: return
        }
    }

    /// Somebody holds a newer lease, so nothing is touched any more. What was decided before stays so.
    private mutating func fenced(by holder: String, _ reaction: inout Reaction) {
        if case .finishing(let outcome, _) = phase { return end(outcome, &reaction) }
        end(.superseded(by: holder), &reaction)
    }

    private mutating func weightsSet(_ change: WeightChange, _ reaction: inout Reaction) {
        writeFailuresInARow = 0
        switch (change, phase) {
        case (.changed, .shifting), (.changed, .reverting): observe(after: .zero, &reaction)
        case (.refused(let live), .shifting):
            // Nothing of theirs is overwritten: the release stops where it is (rule 5).
            finish(.drift(expected: confirmed ?? live, live: live), &reaction)
        default: return
        }
    }
}

extension Effect.Action {
    var isObservation: Bool { if case .observe = self { true } else { false } }
    var isDeploy: Bool { if case .deploy = self { true } else { false } }
    var isWrite: Bool { if case .setWeights = self { true } else { false } }
    var isAcquisition: Bool { if case .acquireLease = self { true } else { false } }
    var changesTheWorld: Bool {
        switch self {
        case .deploy, .setWeights, .setScaling, .moveTestRoutes, .retire: true
        case .acquireLease, .releaseLease, .observe, .invoke: false
        }
    }
    var isInvocation: Bool { if case .invoke = self { true } else { false } }

    /// Whether its reply makes the release go on by itself.
    var keepsItGoing: Bool {
        switch self {
        case .observe, .acquireLease, .releaseLease: true
        default: false
        }
    }
}
