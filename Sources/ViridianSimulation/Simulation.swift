public import ViridianRelease

/// One seed from start to end: a release on a world that misbehaves, its rules checked after every event. Then the faults are
/// switched off, and the release must end.
public struct Simulation: Sendable {
    /// What a seed came to.
    public struct Result: Sendable {
        /// The seed.
        public var seed: UInt64
        /// How many events the release took in.
        public var events: Int
        /// How many stages its plan has.
        public var steps: Int
        /// How it ended, if it did.
        public var outcome: Outcome?
        /// The first rule that it broke, if it broke one.
        public var violation: Violation?
    }

    let seed: UInt64
    let scenario: Scenario
    var world: SimulatedWorld
    /// The release, as it stands.
    public private(set) var release: Release
    var rules: RuleBook
    var reaction: Reaction
    var events = 0
    var answers: Dice
    /// Calls under way, and replies and landings that come later.
    var calls: [Due<Effect>] = []
    var replies: [Due<Event.Kind>] = []
    var landings: [Due<Effect>] = []
    /// When injected faults end.
    var ends: [Due<Injection>] = []
    /// Faults of calls that are about to strike.
    var armed: [Fault] = []
    var injected: [Bool]
    var eventsInPhase = 0
    var phaseName = PhaseName.planned
    var isCalm = false
    /// The runner that was replaced and does not know it yet.
    var zombie: Release?
    var zombieCalls: [Due<Effect>] = []
    var clockSkew: Int64 = 0
    var staleReading: Reading?
    var wasMeddledWith = false
    var leaseWasTaken = false
    var struck: [(Fault, PhaseName)] = []
    /// Everything that happened, kept only where somebody wants to read it.
    var recording: Recording?

    struct Due<Element: Sendable>: Sendable {
        var at: Int64
        var what: Element
    }

    /// Everything that happened to a release, in order.
    public struct Recording: Sendable {
        /// What the release took in.
        public var events: [Event] = []
        /// What was said and done, one line each.
        public var lines: [String] = []
    }

    /// With these many events a release has had time enough to end after the faults are off.
    static let eventsWithFaults = 700
    static let eventsToEnd = 3000

    /// The run that a seed names.
    public init(seed: UInt64, isRecorded: Bool = false) {
        self.seed = seed
        let scenario = Scenario(seed: seed)
        self.scenario = scenario
        world = scenario.world
        release = Release(plan: scenario.plan, revision: Scenario.revision, overriddenBy: scenario.overriddenBy)
        rules = RuleBook(plan: scenario.plan, isOverridden: scenario.overriddenBy != nil)
        reaction = Reaction(keepsRecords: isRecorded)
        answers = scenario.answers
        injected = Array(repeating: false, count: scenario.injections.count)
        recording = isRecorded ? Recording() : nil
    }

    /// Runs to the end of the release, or to the first rule that is broken.
    public mutating func run() -> Result {
        deliver(.started)
        while release.outcome == nil, rules.violation == nil, events < Self.eventsWithFaults { step() }
        calm()
        let limit = events + Self.eventsToEnd
        while release.outcome == nil, rules.violation == nil, events < limit { step() }
        if rules.violation == nil { conclude() }
        return Result(
            seed: seed, events: events, steps: scenario.plan.steps.count, outcome: release.outcome, violation: rules.violation)
    }

    // MARK: Time

    /// The next thing that comes due happens.
    private mutating func step() {
        inject()
        guard release.outcome == nil else { return }
        var next = (at: Int64.max, kind: 0, index: 0)
        Self.earliest(calls, 1, &next)
        Self.earliest(replies, 2, &next)
        Self.earliest(landings, 3, &next)
        Self.earliest(ends, 4, &next)
        Self.earliest(zombieCalls, 5, &next)
        guard next.kind != 0 else {
            return rules.expect(false, 0, "nothing is under way in \(phaseName)")
        }
        world.advance(to: next.at)
        switch next.kind {
        case 1: perform(Self.take(&calls, next.index))
        case 2: deliver(Self.take(&replies, next.index))
        case 3: _ = world.change(Self.take(&landings, next.index))
        case 4: end(Self.take(&ends, next.index))
        default: performForZombie(Self.take(&zombieCalls, next.index))
        }
    }

    private static func earliest<Element>(
        _ queue: [Due<Element>], _ kind: Int, _ next: inout (at: Int64, kind: Int, index: Int)
    ) {
        for index in queue.indices where queue[index].at < next.at { next = (queue[index].at, kind, index) }
    }

    private static func take<Element>(_ queue: inout [Due<Element>], _ index: Int) -> Element {
        queue.swapAt(index, queue.count - 1)
        return queue.removeLast().what
    }

    // MARK: Events

    mutating func deliver(_ kind: consuming Event.Kind) {
        if case .hookAnswered(_, let id) = kind { rules.hold.answering = hook(of: id) }
        let event = Event(at: Instant(milliseconds: world.now + clockSkew), kind)
        // A reply that nobody waits for says nothing to the release.
        if let id = event.effect, !release.isAwaiting(effect: id) {
            if recording != nil { record(event) }
            events += 1
            release.handle(event, into: &reaction)
            return rules.expect(reaction.effects.isEmpty && reaction.recordCount == 0, 6, "a reply is heard twice")
        }
        if recording != nil { record(event) }
        release.handle(event, into: &reaction)
        events += 1
        rules.check(event, reaction, release)
        if recording != nil { record(reaction) }
        let name = PhaseName(release.phase)
        eventsInPhase = name == phaseName ? eventsInPhase + 1 : 0
        phaseName = name
        for index in reaction.effects.indices { send(index) }
        if isCalm { answer() }
    }

    private func hook(of id: Int) -> Int? {
        for effect in release.pending where effect.id == id {
            if case .invoke(let call) = effect.action { return call.hook }
        }
        return nil
    }

    /// Sends one of the reaction's effects, by its number: an effect that is handed on is copied.
    private mutating func send(_ index: Int) {
        let at: Int64
        switch reaction.effects[index].action {
        case .observe(let query, let notBefore):
            world.beginWindow(at: query.since.milliseconds - clockSkew)
            // Only one reading is ever awaited.
            for index in calls.indices.reversed() where calls[index].what.isObservation { calls.remove(at: index) }
            at = max(world.now, notBefore.milliseconds - clockSkew)
        case .acquireLease(let notBefore): at = max(world.now, notBefore.milliseconds - clockSkew)
        case .invoke(let call):
            rules.asked(call)
            at = world.now + 200
        default: at = world.now + 20
        }
        calls.append(Due(at: at, what: reaction.effects[index]))
    }

    private mutating func perform(_ effect: Effect) {
        guard !armed.isEmpty else { return deliver(world.perform(effect, holder: "us")) }
        strike(effect)
    }

    private mutating func performForZombie(_ effect: Effect) {
        guard var other = zombie else { return }
        let reply = world.perform(effect, holder: "us, long ago")
        let made = other.handle(Event(at: Instant(milliseconds: world.now + clockSkew), reply))
        for effect in made.effects {
            var at = world.now + 20
            if case .observe(_, let notBefore) = effect.action { at = max(at, notBefore.milliseconds - clockSkew) }
            zombieCalls.append(Due(at: at, what: effect))
        }
        zombie = other.outcome == nil && zombieCalls.count < 40 ? other : nil
        if zombie == nil { zombieCalls = [] }
    }

    // MARK: The end

    /// Faults are switched off; what was paused goes on, and whoever is asked decides.
    private mutating func calm() {
        isCalm = true
        armed = []
        ends = []
        world.heal()
        if release.outcome == nil { answer() }
    }

    /// What a person does who wants the release to end.
    private mutating func answer() {
        guard events < Self.eventsWithFaults + Self.eventsToEnd else { return }
        if case .waiting(_, let wait, _) = release.phase {
            switch wait {
            case .approval: deliver(.commanded(answers.chance(80) ? .approve(by: "ada") : .reject(by: "ada")))
            case .frozen: deliver(.commanded(answers.chance(30) ? .abort : .promote))
            case .inconclusive:
                let command: Command = answers.chance(40) ? .retry : answers.chance(50) ? .promote : .abort
                deliver(.commanded(command))
            }
        } else if rules.hold.pausedSince != nil || isPaused {
            isPaused = false
            deliver(.commanded(.resume))
        }
    }

    var isPaused = false

    /// What the outcome says is what the world has become, unless somebody else had a hand in it.
    private mutating func conclude() {
        guard let outcome = release.outcome else {
            return rules.expect(false, 0, "it has not ended after \(events) events, in \(release.phase)")
        }
        // Behind a clock that jumped ahead all waiting was over too soon, so that what lands afterwards is not the release's fault.
        if clockSkew <= 0 { for landing in landings { _ = world.change(landing.what) } }
        if scenario.injections.isEmpty, scenario.isOrdinary {
            rules.expect(outcome == .promoted || outcome.exitCode == 5, 0, "nothing was wrong and it ended as \(outcome.verdict)")
            rules.expect(
                world.now - 1000 <= scenario.plan.worstCase.milliseconds, 17, "it took \(world.now) ms, longer than announced")
        }
        guard !wasMeddledWith, !leaseWasTaken, !rules.wasFenced, let candidate = rules.candidate else { return }
        rules.expect(world.lease.holder == nil || clockSkew > 0, 13, "the lease was not given back")
        let serving: Colour? =
            switch outcome {
            case .promoted: candidate
            case .rolledBack, .aborted, .superseded: rules.stable
            default: nil
            }
        guard let serving, scenario.plan.canRollBack || outcome == .promoted else { return }
        rules.expect(
            world.weights.only == serving || rules.isFirst, 6,
            "it ended as \(outcome.verdict) and the weights are \(world.weights)")
        rules.expect(world.colours[serving].desired > 0, 6, "it ended as \(outcome.verdict) and \(serving) has no tasks")
        // A clock that jumped ahead lets calls land after all waiting was over.
        if clockSkew <= 0, world.colours[serving].scaling != nil, scenario.world.colours[serving].scaling == .active {
            rules.expect(world.colours[serving].scaling == .active, 24, "autoscaling of \(serving) was not given back")
        }
        if rules.retired.contains(serving.other) {
            rules.expect(world.colours[serving.other].testRoutes == 0, 25, "rules still name \(serving.other)")
        }
    }
}
