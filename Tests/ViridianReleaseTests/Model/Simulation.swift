import ViridianRelease

/// A release on a ``ModelWorld``, driven one event at a time; a copy of it is a fork of history.
struct Simulation {
    /// What becomes of a call.
    enum Fate {
        case answered
        case answeredTwice
        case neverSent
        case landedAndFailed
        case failedAndLands(after: Duration)
        case answeredAfter(Duration)
    }

    /// Something that comes due: a call, its landing that nobody hears of, a reply, or somebody's hand in the world.
    private enum Matter {
        case call(Effect)
        case landing(Effect)
        case reply(Event.Kind)
        case intervention((inout ModelWorld) -> Void)
    }

    var world = ModelWorld()
    var release: Release
    var fate: (Effect) -> Fate = { _ in .answered }
    var safety = Safety()
    private(set) var events: [Event] = []
    private(set) var records: [Record] = []
    private(set) var writes: [Weights] = []
    /// The releases before each event, with the events that followed.
    private(set) var path: [Release] = []
    private var due: [(at: Instant, matter: Matter)] = []

    init(_ plan: Plan = .test, revision: Revision = "web:2") { release = Release(plan: plan, revision: revision) }

    /// Somebody acts in the world, so long after the start.
    mutating func after(_ duration: Duration, _ act: @escaping (inout ModelWorld) -> Void) {
        due.append((world.now + duration, .intervention(act)))
    }

    mutating func deliver(_ kind: Event.Kind) {
        path.append(release)
        let event = Event(at: world.now, kind)
        let reaction = release.handle(event)
        events.append(event)
        records += reaction.records
        safety.check(event, reaction, release)
        for effect in reaction.effects {
            if case .setWeights(let weights, _, _) = effect.action { writes.append(weights) }
            send(effect)
        }
    }

    mutating func send(_ effect: Effect) {
        switch effect.action {
        case .observe(_, let notBefore): due.append((max(world.now, notBefore), .call(effect)))
        case .acquireLease(let notBefore): due.append((max(world.now, notBefore), .call(effect)))
        case .releaseLease: due.append((world.now, .call(effect)))
        default: due.append((world.now + .milliseconds(10), .call(effect)))
        }
    }

    /// Takes the next matter that comes due; false when nothing is left or the release has ended.
    mutating func step() -> Bool {
        guard release.standing == nil else { return false }
        guard let index = due.indices.min(by: { due[$0].at < due[$1].at }) else { return false }
        let (instant, matter) = due.remove(at: index)
        world.advance(to: instant)
        switch matter {
        case .intervention(let act): act(&world)
        case .reply(let kind): deliver(kind)
        case .landing(let effect): _ = world.perform(effect)
        case .call(let effect): perform(effect)
        }
        return true
    }

    private mutating func perform(_ effect: Effect) {
        switch fate(effect) {
        case .answered: deliver(world.perform(effect))
        case .answeredTwice:
            let reply = world.perform(effect)
            deliver(reply)
            deliver(reply)
        case .neverSent: deliver(.failed("throttled", effect: effect.id))
        case .landedAndFailed:
            _ = world.perform(effect)
            deliver(.failed("timed out", effect: effect.id))
        case .failedAndLands(let delay):
            due.append((world.now + delay, .landing(effect)))
            deliver(.failed("timed out", effect: effect.id))
        case .answeredAfter(let delay): due.append((world.now + delay, .reply(world.perform(effect))))
        }
    }

    /// Runs until the release has ended, or for so many steps.
    mutating func run(stepsMaximum: Int = 5000) {
        if release.phase == .planned { deliver(.started) }
        for _ in 0..<stepsMaximum where !step() { return }
    }

    /// Runs until a phase is reached.
    mutating func run(until isReached: (Phase) -> Bool) {
        if release.phase == .planned { deliver(.started) }
        while !isReached(release.phase), step() {}
    }

    /// The process dies: replies that were under way are lost, and the release comes back from its events.
    mutating func restart() {
        var replayed = Release(plan: release.plan, revision: release.revision)
        for event in events { _ = replayed.handle(event) }
        release = replayed
        due.removeAll { if case .intervention = $0.matter { false } else if case .landing = $0.matter { false } else { true } }
        deliver(.resumed)
    }
}

extension Plan {
    static var test: Plan {
        var plan = Plan(weights: [10, 50, 100], hold: .seconds(30), bake: .seconds(60), gates: Gate.standard)
        plan.progressDeadline = .seconds(120)
        return plan
    }
}
