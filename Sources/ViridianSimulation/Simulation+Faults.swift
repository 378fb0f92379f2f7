import ViridianRelease

extension Simulation {
    /// Faults whose phase has come.
    mutating func inject() {
        guard !isCalm else { return }
        for index in scenario.injections.indices where !injected[index] {
            let injection = scenario.injections[index]
            guard injection.phase == phaseName, eventsInPhase >= injection.eventsToWait, release.outcome == nil else { continue }
            injected[index] = true
            struck.append((injection.fault, injection.phase))
            if recording != nil { recording?.lines.append("        -- \(injection.fault) in \(injection.phase)") }
            begin(injection)
        }
        if case .waiting = release.phase, eventsInPhase > 6 { answerWaiting() }
        if isPaused, eventsInPhase > 12 {
            isPaused = false
            deliver(.commanded(.resume))
        }
    }

    /// Somebody decides after a while, whether or not there are faults.
    private mutating func answerWaiting() {
        guard case .waiting(_, let wait, _) = release.phase else { return }
        switch wait {
        case .approval: deliver(.commanded(.approve(by: "ada")))
        case .inconclusive: deliver(.commanded(answers.chance(70) ? .retry : .promote))
        case .frozen: deliver(.commanded(answers.chance(50) ? .retry : .abort))
        }
    }

    private mutating func begin(_ injection: Injection) {
        switch injection.fault {
        case .requestLost, .throttled, .replyLost, .requestLate, .replyLate, .replyTwice, .staleRead, .hookFails, .hookInvalid,
            .hookBusy, .hookUnreachable:
            let count = injection.fault == .throttled ? 2 + injection.choice % 6 : 1
            armed += Array(repeating: injection.fault, count: count)
        case .weightsChanged, .revisionChanged, .ruleChanged, .scalingResumed, .testRouteAdded, .tasksStopped: meddle(injection)
        case .runnerKilled, .twoRunners: restart(isAlive: injection.fault == .twoRunners)
        case .clockBack: clockSkew -= injection.milliseconds / 3
        case .clockForward: clockSkew += injection.milliseconds
        case .leaseTaken:
            world.lease.takeAway()
            _ = world.lease.acquire(for: "them")
            leaseWasTaken = true
        case .pause:
            isPaused = true
            deliver(.commanded(.pause))
        case .promote: deliver(.commanded(.promote))
        case .promoteFully: deliver(.commanded(.promoteFully))
        case .abort: deliver(.commanded(.abort))
        case .retry: deliver(.commanded(.retry))
        case .decide: deliver(.commanded(injection.choice & 1 == 0 ? .approve(by: "ada") : .reject(by: "ada")))
        case .supersede: deliver(.commanded(.supersede(by: "web:3")))
        default:
            breakTasks(injection, true)
            ends.append(Due(at: world.now + injection.milliseconds, what: injection))
        }
    }

    mutating func end(_ injection: Injection) { breakTasks(injection, false) }

    private mutating func breakTasks(_ injection: Injection, _ isOn: Bool) {
        let candidate = rules.candidate ?? .green
        switch injection.fault {
        case .candidateNeverHealthy: world.colours[candidate].isNeverHealthy = isOn
        case .candidateFlaps: world.colours[candidate].isFlapping = isOn
        case .candidateErrors: world.colours[candidate].errorRate = isOn ? 0.3 : 0
        case .candidateSlow: world.colours[candidate].slowShare = isOn ? 0.4 : 0
        case .candidateGivenUp: world.colours[candidate].isCrashing = isOn
        case .candidateDies: world.colours[candidate].isDead = isOn
        case .stableErrors: world.colours[candidate.other].errorRate = isOn ? 0.3 : 0
        case .stableDies: world.colours[candidate.other].isDead = isOn
        case .alarmOnCandidate: alarm(candidate, injection, isOn)
        case .alarmOnStable: alarm(candidate.other, injection, isOn)
        case .metricsMissing: world.areMetricsMissing = isOn
        case .metricsStale: world.areMetricsStale = isOn
        case .trafficStops: world.isTrafficStopped = isOn
        case .scaleIn:
            for colour in [Colour.blue, .green] where isOn && world.colours[colour].scaling == .active {
                world.colours[colour].desired = max(min(1, world.colours[colour].desired), world.colours[colour].desired - 1)
            }
        default: break
        }
    }

    /// Something breaches for a while, or somebody sets the alarm's state by hand.
    private mutating func alarm(_ colour: Colour, _ injection: Injection, _ isOn: Bool) {
        world.colours[colour].isAlarming = isOn && injection.choice & 1 == 1
        if isOn, injection.choice & 1 == 0 { world.alarms?[colour].set(.alarm) }
    }

    /// Somebody else changes something behind the release's back.
    private mutating func meddle(_ injection: Injection) {
        let colour: Colour = injection.choice & 1 == 0 ? .blue : .green
        switch injection.fault {
        case .weightsChanged:
            wasMeddledWith = true
            rules.isMeddledWith = true
            let share = injection.choice % 101
            world.setWeights(Weights(blue: share, green: 100 - share))
        case .revisionChanged:
            wasMeddledWith = true
            if world.colours[colour].desired > 0 { world.colours[colour].revision = "web:9" }
        case .ruleChanged: world.rule.rest = "auth \(injection.choice)"
        case .scalingResumed: if world.colours[colour].scaling != nil { world.colours[colour].scaling = .active }
        case .testRouteAdded: world.colours[colour].testRoutes += 1
        case .tasksStopped:
            wasMeddledWith = true
            world.colours[colour].desired = 0
        default: break
        }
        // Afterwards the world is not as the release left it, and that is not its fault.
        if phaseName == .finishing || phaseName == .withdrawing || phaseName == .retiring { wasMeddledWith = true }
    }

    /// The process dies: replies that were under way are lost, calls may land, and the release goes on from what it had written.
    private mutating func restart(isAlive: Bool) {
        if isAlive {
            zombie = release
            zombieCalls = calls
        }
        calls = []
        replies = []
        deliver(.resumed)
        // The new runner gets its lease before the old one's next call arrives.
        if isAlive, let index = calls.indices.first { perform(calls.remove(at: index).what, safely: true) }
    }

    private mutating func perform(_ effect: Effect, safely: Bool) { deliver(world.perform(effect, holder: "us")) }

    /// A call meets its fate.
    mutating func strike(_ effect: Effect) {
        let isHook = if case .invoke = effect.action { true } else { false }
        guard let index = armed.firstIndex(where: { $0.isOfHooks == isHook || (!$0.isOfHooks && $0 != .staleRead) }) else {
            return deliver(world.perform(effect, holder: "us"))
        }
        let fault = armed.remove(at: index)
        switch fault {
        case .requestLost, .throttled: deliver(.failed("throttled", effect: effect.id))
        case .hookUnreachable: deliver(.failed("no route", effect: effect.id))
        case .replyLost:
            _ = world.perform(effect, holder: "us")
            deliver(.failed("timed out", effect: effect.id))
        case .requestLate:
            // A call lands within the scale-down delay, or not at all; it was let in under the lease of its time.
            if effect.changesTheWorld {
                let delay = Int64(answers.int(1...28_000))
                landings.append(Due(at: world.now + delay, what: effect))
            }
            deliver(.failed("timed out", effect: effect.id))
        case .replyLate:
            replies.append(Due(at: world.now + Int64(answers.int(1...20_000)), what: world.perform(effect, holder: "us")))
        case .replyTwice:
            let reply = world.perform(effect, holder: "us")
            deliver(reply)
            if release.outcome == nil { deliver(reply) }
        case .staleRead: readStale(effect)
        case .hookFails: deliver(.hookAnswered(.failed(reason: "no"), effect: effect.id))
        case .hookInvalid: deliver(.hookAnswered(.invalid(reply: "?"), effect: effect.id))
        case .hookBusy: deliver(.hookAnswered(.inProgress(afterSeconds: answers.int(0...30)), effect: effect.id))
        default: deliver(world.perform(effect, holder: "us"))
        }
    }

    /// Weights and tasks as they were at an earlier reading.
    private mutating func readStale(_ effect: Effect) {
        guard case .observe(let query, _) = effect.action else { return deliver(world.perform(effect, holder: "us")) }
        let fresh = world.reading(query)
        let old = staleReading ?? fresh
        staleReading = fresh
        deliver(.observed(old, effect: effect.id))
    }
}

extension Fault {
    var isOfHooks: Bool {
        switch self {
        case .hookFails, .hookInvalid, .hookBusy, .hookUnreachable: true
        default: false
        }
    }
}

extension Effect {
    var isObservation: Bool { if case .observe = action { true } else { false } }
    var changesTheWorld: Bool {
        switch action {
        case .deploy, .setWeights, .setScaling, .moveTestRoutes, .retire: true
        case .observe, .acquireLease, .releaseLease, .invoke: false
        }
    }
}
