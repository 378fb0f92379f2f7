import ViridianBehaviour
import ViridianRelease

/// Two colours behind one listener under steady traffic, in virtual milliseconds.
///
/// Requests are expected numbers, not thrown ones: what is tried here is what the release does, not statistics.
struct SimulatedWorld: Sendable {
    var now: Int64 = 1000
    var weights = Weights.all(on: .blue)
    var rule = RuleSettings.plain
    var lease = Lease()
    var colours: PerColour<SimulatedTasks>
    /// What the alarm gate of the plan asks, if it has one.
    var alarms: PerColour<SimulatedAlarm>?
    /// Whether the alarm fires on a colour that has no traffic.
    let alarmsBreachWhenIdle: Bool
    var requestsPerSecond = 50.0
    var isTrafficStopped = false
    var areMetricsMissing = false
    var areMetricsStale = false
    /// How long the balancer takes to act on new weights.
    var propagationMilliseconds: Int64 = 0
    private var served: Weights { didSet { shares = Self.shares(served) } }
    private var shares: PerColour<Double>
    private var servedFrom: Int64 = 0
    private var lostWeightAt = PerColour<Int64>(blue: -1_000_000_000, green: -1_000_000_000)
    private var counters = PerColour(blue: Counters(), green: Counters())
    private var slowCounts: PerColour<[Int]> = PerColour(blue: [], green: [])
    private var windowStart: Int64 = 0
    private var atWindowStart = PerColour(blue: Counters(), green: Counters())

    private let thresholds: TargetHealth.Thresholds
    /// From one health check to the next.
    private let checkMilliseconds: Int64
    private var nextCheck: Int64
    private var nextEvaluation = Int64.max
    /// The sooner one of the two.
    private var nextTick: Int64
    private var atEvaluation = PerColour(blue: Counters(), green: Counters())
    /// How long an answer may take.
    private let answerMilliseconds: Int64

    init(_ dice: inout Dice, _ plan: Plan) {
        thresholds = TargetHealth.Thresholds(healthy: dice.int(2...3), unhealthy: dice.int(2...3))
        checkMilliseconds = Int64(dice.int(2000...5000))
        nextCheck = now + checkMilliseconds
        nextTick = nextCheck
        answerMilliseconds = Int64(dice.int(0...3000))
        colours = PerColour(blue: SimulatedTasks(thresholds), green: SimulatedTasks(thresholds))
        colours.blue.becomeHealthy()
        (alarms, alarmsBreachWhenIdle) = SimulatedAlarm.both(&dice, plan)
        let sums = [100, 100, 100, 100, 200, 999]
        weights = .all(on: .blue, sum: sums[dice.int(0...5)])
        served = weights
        shares = Self.shares(weights)
        colours.blue.revision = "web:1"
        colours.blue.desired = dice.int(1...6)
        colours.blue.startedAt = -100_000
        colours.green.startMilliseconds = Int64(dice.int(500...20_000))
        propagationMilliseconds = Int64(dice.int(0...2000))
        if dice.chance(50) {
            colours.blue.scaling = .active
            colours.green.scaling = dice.chance(50) ? .suspended : .active
        }
        if dice.chance(40) {
            colours.blue.testRoutes = dice.int(0...2)
            colours.green.testRoutes = dice.int(0...1)
        }
        rule = RuleSettings(stickinessSeconds: dice.chance(25) ? dice.int(10...90) : 0, rest: "auth")
        if alarms != nil { nextEvaluation = now + Int64(dice.int(1...10_000)) }
        nextTick = min(nextCheck, nextEvaluation)
    }

    /// Nothing runs yet, and perhaps nobody has weight (rule 23).
    mutating func becomeFirst(_ dice: inout Dice) {
        colours.blue.desired = 0
        colours.blue.revision = nil
        if dice.chance(50) { weights = Weights(blue: 0, green: 0) }
        served = weights
    }

    // MARK: Time

    mutating func advance(to instant: Int64) {
        while nextTick <= instant {
            move(to: nextTick)
            tick()
        }
        move(to: instant)
    }

    /// Health checks, and evaluations of the alarms.
    private mutating func tick() {
        if nextCheck <= now {
            colours.blue.check(at: now)
            colours.green.check(at: now)
            nextCheck = now + checkMilliseconds
        }
        if nextEvaluation <= now, alarms != nil {
            for colour in Colour.allCases { evaluateAlarm(colour) }
            atEvaluation = counters
            nextEvaluation = now + (alarms?.blue.stepMilliseconds ?? 0)
        }
        nextTick = min(nextCheck, nextEvaluation)
    }

    private mutating func evaluateAlarm(_ colour: Colour) {
        let (now, before) = (counters[colour], atEvaluation[colour])
        alarms?[colour].take(
            requests: areMetricsMissing ? 0 : now.requests - before.requests,
            failures: areMetricsMissing ? 0 : now.failures - before.failures, isBreached: colours[colour].isAlarming)
    }

    private mutating func move(to instant: Int64) {
        guard instant > now else { return }
        if servedFrom > now, servedFrom <= windowStart { beServed(by: instant) }
        if windowStart > now, windowStart <= instant {
            integrate(to: windowStart)
            atWindowStart = counters
        }
        beServed(by: instant)
        integrate(to: instant)
    }

    /// New weights take effect when the balancer has heard of them.
    private mutating func beServed(by instant: Int64) {
        guard servedFrom > now, servedFrom <= instant else { return }
        integrate(to: servedFrom)
        served = weights
    }

    private mutating func integrate(to instant: Int64) {
        guard instant > now else { return }
        let seconds = Double(instant - now) / 1000
        if !isTrafficStopped {
            let (blue, green) = (colours.blue.failingShare(at: now), colours.green.failingShare(at: now))
            let (toBlue, toGreen) = (share(.blue), share(.green))
            if toBlue > 0 {
                counters.blue.add(requestsPerSecond * toBlue * seconds, failing: blue, slow: colours.blue.slowShare)
                colours.blue.lastRequestAt = instant
            }
            if toGreen > 0 {
                counters.green.add(requestsPerSecond * toGreen * seconds, failing: green, slow: colours.green.slowShare)
                colours.green.lastRequestAt = instant
            }
        }
        now = instant
    }

    private func share(_ colour: Colour) -> Double { shares[colour] + sticky(colour) }

    private static func shares(_ weights: Weights) -> PerColour<Double> {
        PerColour(blue: weights.share(of: .blue), green: weights.share(of: .green))
    }

    /// Users who were given a colour stay on it for a while, whatever its weight is.
    private func sticky(_ colour: Colour) -> Double {
        guard rule.stickinessSeconds > 0, served[colour] == 0 else { return 0 }
        return now < lostWeightAt[colour] + Int64(rule.stickinessSeconds) * 1000 ? 0.1 : 0
    }

    /// Requests are counted from then on; it may lie ahead.
    mutating func beginWindow(at instant: Int64) {
        guard instant != windowStart else { return }
        windowStart = instant
        if instant <= now { atWindowStart = counters }
    }

    // MARK: What a release asks for

    mutating func reading(_ query: borrowing Query) -> Reading {
        noteSlow(.blue, query)
        noteSlow(.green, query)
        return Reading(
            weights: weights, rule: rule,
            colours: PerColour(
                blue: reading(colours.blue, counted(counters.blue, atWindowStart.blue), slowCounts.blue),
                green: reading(colours.green, counted(counters.green, atWindowStart.green), slowCounts.green)),
            signals: query.signals.isEmpty ? [] : signals(query))
    }

    /// What was counted in the window that was asked for; nothing while it has not begun, or nobody counts.
    private func counted(_ now: Counters, _ before: Counters) -> Counters {
        guard windowStart <= self.now, !areMetricsMissing else { return Counters() }
        return Counters(
            requests: now.requests - before.requests, failures: now.failures - before.failures, slow: now.slow - before.slow)
    }

    /// What was said of slow requests the last time is said again where nothing has changed.
    private mutating func noteSlow(_ colour: Colour, _ query: borrowing Query) {
        let bounds = query.latencyBoundsMilliseconds.count
        let slow = Int(counted(counters[colour], atWindowStart[colour]).slow)
        if slowCounts[colour].count != bounds || slowCounts[colour].first != slow {
            slowCounts[colour] = Array(repeating: slow, count: bounds)
        }
    }

    private func reading(_ tasks: borrowing SimulatedTasks, _ counted: Counters, _ slower: [Int]) -> ColourReading {
        ColourReading(
            revision: tasks.desired > 0 ? tasks.revision : nil, desiredTasks: tasks.desired, runningTasks: tasks.running(at: now),
            healthy: tasks.healthy, unhealthy: tasks.unhealthy,
            inFlight: now - tasks.lastRequestAt < answerMilliseconds ? 1 : 0, requests: Int(counted.requests),
            failures: Int(counted.failures), slower: slower, scaling: tasks.scaling, testRoutes: tasks.testRoutes,
            deploymentFailure: tasks.isGivenUp ? "gave up" : nil)
    }

    private func signals(_ query: borrowing Query) -> [Signal] {
        query.signals.indices.map { index in
            let tasks = colours[index & 1 == 0 ? .blue : .green]
            if query.signals[index].utf8.first == UInt8(ascii: "a") {
                return .alarm(alarms?[index & 1 == 0 ? .blue : .green].state ?? .insufficientData)
            }
            if areMetricsMissing { return .failed(reason: "down") }
            return .value(tasks.errorRate * 100, ageSeconds: areMetricsStale ? 5000 : 30)
        }
    }

    /// Does what a call asks for, and answers it.
    mutating func perform(_ effect: borrowing Effect, holder: String) -> Event.Kind {
        switch effect.action {
        case .acquireLease: return .leased(lease.acquire(for: holder), effect: effect.id)
        case .releaseLease:
            lease.release(fence: effect.fence)
            return .done(effect: effect.id)
        case .observe(let query, _): return .observed(reading(query), effect: effect.id)
        case .invoke: return .hookAnswered(.succeeded, effect: effect.id)
        default: break
        }
        if let newer = lease.holder(newerThan: effect.fence) { return .fenced(by: newer, effect: effect.id) }
        return change(effect)
    }

    /// A call that changes something, whoever holds the lease by now.
    mutating func change(_ effect: borrowing Effect) -> Event.Kind {
        switch effect.action {
        case .deploy(let revision, let colour, let count):
            colours[colour].deploy(revision, tasks: count, thresholds: thresholds, at: now)
        case .setWeights(let wanted, let expected, let kept):
            if weights != wanted {
                guard weights == expected else { return .weightsSet(.refused(live: weights), effect: effect.id) }
                setWeights(wanted)
            }
            // A rule is written as a whole.
            rule = kept
            return .weightsSet(.changed, effect: effect.id)
        case .setScaling(let scaling, let colour): colours[colour].scaling = scaling
        case .moveTestRoutes(let colour):
            colours[colour.other].testRoutes += colours[colour].testRoutes
            colours[colour].testRoutes = 0
        case .retire(let colour): colours[colour].retire(at: now)
        case .acquireLease, .releaseLease, .observe, .invoke: break
        }
        return .done(effect: effect.id)
    }

    mutating func setWeights(_ wanted: Weights) {
        for colour in [Colour.blue, .green] where weights[colour] > 0 && wanted[colour] == 0 { lostWeightAt[colour] = now }
        weights = wanted
        servedFrom = now + propagationMilliseconds
        if propagationMilliseconds == 0 { served = wanted }
    }

    /// Everything that was broken is well again.
    mutating func heal() {
        colours.blue.heal()
        colours.green.heal()
        isTrafficStopped = false
        areMetricsMissing = false
        areMetricsStale = false
    }
}
