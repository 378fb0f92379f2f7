import ViridianRelease

/// What is known of the hold in which a release is.
struct HoldWatch: Sendable {
    var stage: Stage?
    var since: Int64 = 0
    var until: Int64 = 0
    var length: Int64 = 0
    var lastMeasured: Int64 = 0
    /// Time in which gates were not asked, or in which somebody paused.
    var lost: Int64 = 0
    var pausedSince: Int64?
    var isSkipped = false
    var isSkippingAll = false
    /// The hook whose answer is being delivered.
    var answering: Int?
    var hooksDone: Set<Int> = []
    var hooksAsked: [Int: String] = [:]
    /// The hold in which the release was when the event arrived.
    var before: Held?

    struct Held: Sendable {
        var stage: Stage
        var since: Instant
        var until: Instant
    }
    var isBake: Bool { stage == .bake }
}

extension RuleBook {
    mutating func checkHold(_ event: borrowing Event, _ release: borrowing Release, _ now: Int64) {
        let instant = max(now, hold.lastMeasured)
        let before = hold.before
        if let before { watch(event, before.stage, before.until, release, instant) }
        if case .commanded(let command) = event.kind { hear(command, instant) }
        if case .holding(let stage, let since, let until) = release.phase {
            begin(stage, since, until, before)
            hold.before = HoldWatch.Held(stage: stage, since: since, until: until)
        } else {
            hold.before = nil
        }
        noteHooks(event)
    }

    private mutating func begin(_ stage: Stage, _ since: Instant, _ until: Instant, _ before: HoldWatch.Held?) {
        if let before, before.stage == stage, hold.stage == stage,
            before.since == since || hold.since != before.since.milliseconds
        {
            return
        }
        if hold.stage == stage, hold.since == since.milliseconds { return }
        let isSkipped = hold.isSkippingAll
        let paused = hold.pausedSince
        hold = HoldWatch()
        hold.stage = stage
        hold.since = since.milliseconds
        hold.until = until.milliseconds
        hold.lastMeasured = since.milliseconds
        hold.pausedSince = paused.map { _ in since.milliseconds }
        hold.isSkippingAll = isSkipped
        hold.isSkipped = isSkipped
        hold.length =
            switch stage {
            case .beforeScaleUp, .afterScaleUp, .beforeStep: 0
            case .test: plan.$testHold.count
            case .step(let step): plan.steps[step].$hold.count
            case .bake: plan.$bake.count
            }
    }

    private mutating func hear(_ command: Command, _ now: Int64) {
        switch command {
        case .pause: if hold.pausedSince == nil, phase.canBePaused { hold.pausedSince = now }
        case .resume: endPause(now)
        case .promote:
            hold.isSkipped = true
            endPause(now)
        case .promoteFully:
            hold.isSkipped = true
            hold.isSkippingAll = true
            endPause(now)
        default: break
        }
    }

    private mutating func endPause(_ now: Int64) {
        guard let since = hold.pausedSince else { return }
        hold.lost += now - since
        hold.pausedSince = nil
    }

    /// What happens while it holds: a gate that fails ends it, and so does nothing else before its time.
    private mutating func watch(
        _ event: borrowing Event, _ stage: Stage, _ until: Instant, _ release: borrowing Release, _ now: Int64
    ) {
        if case .observed(let reading, _) = event.kind {
            let gap = now - hold.lastMeasured
            if gap > plan.$measureEvery.count * 2, hold.pausedSince == nil {
                hold.lost += gap - plan.$measureEvery.count
            }
            hold.lastMeasured = now
            checkGates(reading, release, now)
        } else if case .holding(stage, _, let later) = release.phase, !isCommand(event) {
            expect(later == until, 7, "the hold's end moved from \(until.milliseconds) to \(later.milliseconds) for nothing")
        }
        guard isAdvance(from: stage, to: release.phase) else { return }
        expect(hold.pausedSince == nil, 7, "it went on while it was paused")
        let hold = hold
        if !hold.isSkipped {
            let held = now - hold.since
            expect(held >= hold.length + hold.lost, 7, "held \(held) ms of \(hold.length), \(hold.lost) of them not measured")
            checkData(stage, now)
        }
        for (index, hook) in plan.hooks.enumerated() where hook.isDue(at: stage, plan) {
            let isOver = hook.onTimeout == .goOn && now > hold.since + hook.$timeout.count
            expect(hold.hooksDone.contains(index) || isOver, 19, "it went on before hook \(index) had answered")
        }
    }

    private func isCommand(_ event: borrowing Event) -> Bool { if case .commanded = event.kind { true } else { false } }

    private func isAdvance(from stage: Stage, to phase: borrowing Phase) -> Bool {
        switch phase {
        case .preparing, .shifting, .settling, .retiring, .finishing(.promoted, _): true
        case .holding(let next, _, _): next != stage
        case .waiting(_, .approval, _): true
        default: false
        }
    }

    /// No verdict without data: what counts requests has counted enough of them.
    private mutating func checkData(_ stage: Stage, _ now: Int64) {
        guard hold.length > 0, stage != .test, let last, let candidate else { return }
        let reading = last.colours[candidate]
        for gate in plan.gates where !gate.isDryRun {
            switch gate.condition {
            case .errorRate, .latency:
                expect(
                    reading.requests >= gate.minimumSamples, 9, "gate \(gate.name) was passed with \(reading.requests) requests")
            case .unhealthyShare:
                expect(reading.healthy + reading.unhealthy > 0, 9, "gate \(gate.name) was passed without a target")
            case .alarm, .metric, .regression: break
            }
        }
    }

    private mutating func checkGates(_ reading: borrowing Reading, _ release: borrowing Release, _ now: Int64) {
        // Weights that are not as they should be are read once more before anything is judged by them.
        guard now >= hold.since + plan.$lag.count, let candidate, reading.weights == release.confirmed else { return }
        // Before the scale-up nothing was done that could be taken back; what is so when it begins is checked there.
        guard case .holding(let stage, _, _) = release.phase, stage != .beforeScaleUp else { return }
        expect(failing(candidate, reading) == nil, 9, "it holds although a gate fails on the candidate")
        guard let stable, !release.isFix else { return }
        expect(failing(stable, reading) == nil, 11, "it holds although a gate fails on stable")
    }

    private mutating func noteHooks(_ event: borrowing Event) {
        guard case .hookAnswered(let reply, _) = event.kind else { return }
        if reply == .succeeded, let asked = hold.answering { hold.hooksDone.insert(asked) }
        hold.answering = nil
    }

    /// A hook is asked: the same question has the same key.
    mutating func asked(_ call: HookCall) {
        if let key = hold.hooksAsked[call.hook] {
            expect(key == call.idempotencyKey, 19, "hook \(call.hook) is asked again with another key")
        }
        hold.hooksAsked[call.hook] = call.idempotencyKey
    }
}

extension PhaseName {
    var canBePaused: Bool {
        switch self {
        case .leasing, .inspecting, .preparing, .shifting, .holding, .settling: true
        default: false
        }
    }
}

extension Hook {
    func isDue(at stage: Stage, _ plan: Plan) -> Bool {
        switch (moment, stage) {
        case (.beforeScaleUp, .beforeScaleUp), (.afterScaleUp, .afterScaleUp), (.beforeEveryStep, .beforeStep): true
        case (.test, .test), (.everyStep, .step), (.bake, .bake): true
        case (.lastStep, .step(let step)): step == plan.steps.count - 1
        default: false
        }
    }
}
