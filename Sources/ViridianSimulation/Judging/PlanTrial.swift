public import ViridianRelease

/// One release by a plan in virtual time, with requests that come and fail by chance. The decisions are the engine's own.
public struct PlanTrial: Sendable {
    /// What is tried.
    public struct Setting: Hashable, Sendable {
        /// The plan.
        public var plan: Plan
        /// Requests a second.
        public var rate: Double
        /// Tasks that stable has.
        public var tasks: Int
        /// How stable answers, and a good candidate.
        public var stable: ServiceModel
        /// How the candidate answers.
        public var candidate: ServiceModel
        /// From which stage on it does so; before that it is as good as stable.
        public var isBadFrom: Stage?
        /// How the plan's hooks answer.
        public var hooks: HookModel

        /// A plan under traffic, with a candidate.
        public init(
            plan: Plan, rate: Double, tasks: Int, stable: ServiceModel, candidate: ServiceModel, isBadFrom: Stage? = nil,
            hooks: HookModel = HookModel()
        ) {
            self.plan = plan
            self.rate = rate
            self.tasks = tasks
            self.stable = stable
            self.candidate = candidate
            self.isBadFrom = isBadFrom
            self.hooks = hooks
        }
    }

    /// What came of it.
    public struct Result: Hashable, Sendable {
        /// How it ended.
        public var outcome: Outcome
        /// From the start to the end.
        public var took: Duration
        /// From the first share of the candidate to the decision to go back, if there was one.
        public var detectedAfter: Duration?
        /// Where in the plan that was.
        public var detectedAt: Stage?
        /// From that decision until stable had all weight again.
        public var restoredAfter: Duration?
        /// Requests that the candidate was asked.
        public var exposed: Int
        /// Those of them that failed.
        public var failed: Int
    }

    private let setting: Setting
    private var dice: Dice
    private var release: Release
    private var reaction = Reaction(keepsRecords: false)
    private var now: Int64 = 0
    private var weights = Weights.all(on: .blue)
    private var revisions: PerColour<Revision?> = PerColour(blue: "stable", green: nil)
    private var desired = PerColour(blue: 0, green: 0)
    private var startedAt = PerColour<Int64>(blue: -1_000_000_000, green: 0)
    private var windowStart: Int64 = 0
    private var counted = PerColour(blue: Tally(), green: Tally())
    private var total = PerColour(blue: Tally(), green: Tally())
    private let slowShares: (stable: [Double], candidate: [Double])
    private var firstShareAt: Int64?
    private var decidedAt: Int64?
    private var restoredAt: Int64?
    private var detectedAt: Stage?

    private struct Tally {
        var requests = 0
        var failures = 0
        var slow: [Int] = []
    }

    /// The trial that a seed names.
    public init(_ setting: Setting, seed: UInt64) {
        self.setting = setting
        dice = Dice(seed: seed)
        release = Release(plan: setting.plan, revision: "candidate")
        desired.blue = setting.tasks
        let bounds = release.latencyBoundsMilliseconds.map { Duration.milliseconds($0) }
        slowShares = (
            bounds.map { setting.stable.shareSlower(than: $0) }, bounds.map { setting.candidate.shareSlower(than: $0) }
        )
    }

    /// Runs it to its end, or to where somebody would have to decide.
    public mutating func run() -> Result {
        var due = take(.started)
        var count = 0
        while release.standing == nil, !due.isEmpty, count < 1_000_000 {
            count += 1
            let index = due.indices.min { due[$0].at < due[$1].at } ?? 0
            let (at, effect) = due.remove(at: index)
            advance(to: at)
            due += take(answer(to: effect))
            if case .waiting(_, .approval, _) = release.phase { due += take(.commanded(.approve(by: "simulation"))) }
        }
        return Result(
            outcome: release.standing ?? .refused(reason: "the release did not end"), took: .milliseconds(now),
            detectedAfter: decidedAt.flatMap { end in firstShareAt.map { .milliseconds(end - $0) } }, detectedAt: detectedAt,
            restoredAfter: restoredAt.flatMap { end in decidedAt.map { .milliseconds(end - $0) } },
            exposed: total.green.requests, failed: total.green.failures)
    }

    private mutating func take(_ kind: Event.Kind) -> [(at: Int64, effect: Effect)] {
        release.handle(Event(at: Instant(milliseconds: now), kind), into: &reaction)
        if decidedAt == nil, case .reverting = release.phase {
            decidedAt = now
            detectedAt = release.reached
        }
        return reaction.effects.map { effect in
            switch effect.action {
            case .observe(let query, let notBefore):
                beginWindow(query.since.milliseconds)
                return (max(now, notBefore.milliseconds), effect)
            case .acquireLease(let notBefore): return (max(now, notBefore.milliseconds), effect)
            case .setWeights: return (now + 500, effect)
            case .invoke: return (now + setting.hooks.answersAfter.wholeMilliseconds, effect)
            default: return (now, effect)
            }
        }
    }

    private mutating func beginWindow(_ since: Int64) {
        guard since != windowStart else { return }
        windowStart = since
        counted = PerColour(blue: Tally(), green: Tally())
    }

    // MARK: The world

    private mutating func answer(to effect: Effect) -> Event.Kind {
        switch effect.action {
        case .acquireLease: return .leased(.acquired(fence: 1), effect: effect.id)
        case .observe(let query, _): return .observed(reading(query), effect: effect.id)
        case .invoke: return .hookAnswered(hookReply(), effect: effect.id)
        case .setWeights(let wanted, _, _):
            weights = wanted
            if firstShareAt == nil { firstShareAt = now }
            if decidedAt != nil, restoredAt == nil { restoredAt = now }
            return .weightsSet(.changed, effect: effect.id)
        case .deploy(let revision, let colour, let tasks):
            if revisions[colour] != revision { startedAt[colour] = now }
            revisions[colour] = revision
            desired[colour] = tasks
        case .retire(let colour):
            desired[colour] = 0
            revisions[colour] = nil
        case .releaseLease, .setScaling, .moveTestRoutes: break
        }
        return .done(effect: effect.id)
    }

    /// Nothing is drawn where hooks always agree, so that plans without them stay what they were.
    private mutating func hookReply() -> HookReply {
        let rate = setting.hooks.failureRate
        return rate > 0 && dice.unit() < rate ? .failed(reason: "by chance") : .succeeded
    }

    private func model(_ colour: Colour) -> ServiceModel { colour == .blue || !isBad ? goodModel(colour) : setting.candidate }

    private func goodModel(_ colour: Colour) -> ServiceModel {
        var model = setting.stable
        if colour == .green { model.startTime = setting.candidate.startTime }
        return model
    }

    private var isBad: Bool {
        guard let stage = setting.isBadFrom else { return true }
        guard let reached = release.reached else { return false }
        return reached.order >= stage.order
    }

    private func reading(_ query: Query) -> Reading {
        Reading(
            weights: weights, colours: PerColour(blue: reading(.blue, query), green: reading(.green, query)),
            signals: query.signals.indices.map { _ in .alarm(.ok) })
    }

    private func reading(_ colour: Colour, _ query: Query) -> ColourReading {
        let isUp = desired[colour] > 0 && model(colour).isUp(after: now - startedAt[colour])
        let tally = counted[colour]
        return ColourReading(
            revision: desired[colour] > 0 ? revisions[colour] : nil, desiredTasks: desired[colour],
            runningTasks: desired[colour], healthy: isUp ? desired[colour] : 0,
            unhealthy: desired[colour] > 0 && !isUp && now - startedAt[colour] > model(colour).startTime.wholeMilliseconds
                ? desired[colour] : 0,
            requests: tally.requests, failures: tally.failures,
            slower: tally.slow.isEmpty ? query.latencyBoundsMilliseconds.map { _ in 0 } : tally.slow)
    }

    private mutating func advance(to instant: Int64) {
        while now < instant {
            var next = instant
            if windowStart > now { next = min(next, windowStart) }
            let change = model(.green).nextChange(after: now - startedAt.green)
            if change < Int64.max { next = min(next, startedAt.green + change) }
            next = max(next, now + 1)
            serve(.blue, for: next - now)
            serve(.green, for: next - now)
            now = next
        }
    }

    private mutating func serve(_ colour: Colour, for milliseconds: Int64) {
        let share = weights.share(of: colour)
        guard share > 0 else { return }
        let requests = dice.poisson(setting.rate * share * Double(milliseconds) / 1000)
        let isUp = model(colour).isUp(after: now - startedAt[colour])
        let failures = isUp ? dice.binomial(requests, model(colour).errorRate) : requests
        total[colour].requests += requests
        total[colour].failures += failures
        guard windowStart <= now else { return }
        counted[colour].requests += requests
        counted[colour].failures += failures
        let shares = colour == .blue || !isBad ? slowShares.stable : slowShares.candidate
        if counted[colour].slow.isEmpty { counted[colour].slow = Array(repeating: 0, count: shares.count) }
        for index in shares.indices { counted[colour].slow[index] += dice.binomial(requests, shares[index]) }
    }
}

extension Stage {
    /// Where in the plan it is.
    var order: Int {
        switch self {
        case .beforeScaleUp, .afterScaleUp, .test: -1
        // What comes before a step is at the share of the one before it.
        case .beforeStep(let step): step - 1
        case .step(let step): step
        case .bake: Int.max
        }
    }
}
