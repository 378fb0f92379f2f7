import ViridianRelease

/// Two colours behind one listener under steady traffic, in virtual milliseconds.
///
/// Requests are expected numbers, not thrown ones: what is tried here is what the release does, not statistics.
struct SimulatedWorld: Sendable {
    var now: Int64 = 1000
    var weights = Weights.all(on: .blue)
    var rule = RuleSettings.plain
    var lease = Lease()
    var colours = PerColour(blue: SimulatedTasks(), green: SimulatedTasks())
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
    private var slower: PerColour<[Int]> = PerColour(blue: [], green: [])
    private var windowStart: Int64 = 0
    private var atWindowStart = PerColour(blue: Counters(), green: Counters())

    init(_ dice: inout Dice, _ plan: Plan) {
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
            counters.blue.add(requestsPerSecond * share(.blue) * seconds, failing: blue, slow: colours.blue.slowShare)
            counters.green.add(requestsPerSecond * share(.green) * seconds, failing: green, slow: colours.green.slowShare)
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
        let bounds = query.latencyBoundsMilliseconds.count
        return Reading(
            weights: weights, rule: rule,
            colours: PerColour(
                blue: Self.reading(colours.blue, counted(counters.blue, atWindowStart.blue), &slower.blue, bounds, at: now),
                green: Self.reading(colours.green, counted(counters.green, atWindowStart.green), &slower.green, bounds, at: now)),
            signals: query.signals.isEmpty ? [] : signals(query))
    }

    /// What was counted in the window that was asked for; nothing while it has not begun, or nobody counts.
    private func counted(_ now: Counters, _ before: Counters) -> Counters {
        guard windowStart <= self.now, !areMetricsMissing else { return Counters() }
        return Counters(
            requests: now.requests - before.requests, failures: now.failures - before.failures, slow: now.slow - before.slow)
    }

    /// `slower` is what was said the last time, to be said again where nothing has changed.
    private static func reading(
        _ tasks: borrowing SimulatedTasks, _ counted: Counters, _ slower: inout [Int], _ bounds: Int, at now: Int64
    ) -> ColourReading {
        let slow = Int(counted.slow)
        if slower.count != bounds || slower.first != slow { slower = Array(repeating: slow, count: bounds) }
        return ColourReading(
            revision: tasks.desired > 0 ? tasks.revision : nil, desiredTasks: tasks.desired, runningTasks: tasks.running(at: now),
            healthy: tasks.healthy(at: now), unhealthy: tasks.unhealthy(at: now), requests: Int(counted.requests),
            failures: Int(counted.failures), slower: slower, scaling: tasks.scaling, testRoutes: tasks.testRoutes,
            deploymentFailure: tasks.isGivenUp && tasks.desired > 0 ? "gave up" : nil)
    }

    private func signals(_ query: borrowing Query) -> [Signal] {
        query.signals.indices.map { index in
            let tasks = colours[index & 1 == 0 ? .blue : .green]
            let isAlarm = query.signals[index].utf8.first == UInt8(ascii: "a")
            if areMetricsMissing { return isAlarm ? .noData : .failed(reason: "down") }
            if isAlarm { return .alarm(tasks.isAlarming ? .alarm : .ok) }
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
            if colours[colour].revision != revision || colours[colour].desired == 0 { colours[colour].startedAt = now }
            colours[colour].revision = revision
            colours[colour].desired = count
            colours[colour].isBrokenBefore = false
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
        case .retire(let colour):
            if colours[colour].desired > 0 { colours[colour].drainingUntil = now + 5000 }
            colours[colour].desired = 0
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
