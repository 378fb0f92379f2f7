import ViridianBehaviour
import ViridianRelease

/// The tasks of one colour, and how they behave. What their health checks, their circuit breaker and their draining make of that is
/// said by `ViridianBehaviour`, as it is for the balancer of a rehearsal.
struct SimulatedTasks: Sendable {
    var revision: Revision?
    var desired = 0
    var startedAt: Int64 = 0
    var scaling: Scaling?
    var testRoutes = 0
    /// How long a task takes until it answers.
    var startMilliseconds: Int64 = 3000
    var errorRate = 0.0
    var slowShare = 0.0
    var isNeverHealthy = false
    var isFlapping = false
    var isDead = false
    /// Tasks end soon after their start.
    var isCrashing = false
    /// Something old runs in it and fails, before the release begins.
    var isBrokenBefore = false
    /// The metric of its alarm breaches, whatever its requests do.
    var isAlarming = false
    /// The health of all tasks, except for the one that flaps if they do.
    private(set) var health: TargetHealth
    private var flapping: TargetHealth
    private var breaker = CircuitBreaker()
    /// Tasks that were stopped, while they drain.
    private var draining: Draining?
    /// When the last request was sent to one of them.
    var lastRequestAt: Int64 = -1_000_000_000

    private static let deregistrationDelay = Duration.seconds(5)

    init(_ thresholds: TargetHealth.Thresholds) {
        health = TargetHealth(thresholds: thresholds, inUse: true)
        flapping = health
    }

    /// Tasks that have been answering for long.
    mutating func becomeHealthy() {
        _ = health.observe(.passed)
        flapping = health
    }

    // MARK: What is asked of them

    mutating func deploy(_ wanted: Revision, tasks: Int, thresholds: TargetHealth.Thresholds, at now: Int64) {
        if revision != wanted || desired == 0 {
            startedAt = now
            health = TargetHealth(thresholds: thresholds, inUse: true)
            flapping = health
        }
        if revision != wanted || tasks > desired { breaker = CircuitBreaker() }
        revision = wanted
        desired = tasks
        draining = nil
        isBrokenBefore = false
    }

    mutating func retire(at now: Int64) {
        if desired > 0 {
            draining = Draining(beginningAt: .milliseconds(now), delay: Self.deregistrationDelay)
            _ = health.deregister()
        }
        desired = 0
    }

    // MARK: What becomes of them

    @inline(__always) func isUp(at now: Int64) -> Bool {
        desired > 0 && now >= startedAt + startMilliseconds && !isNeverHealthy && !isDead && !isBrokenBefore && !isCrashing
    }

    @inline(__always) func failingShare(at now: Int64) -> Double { isUp(at: now) ? errorRate : 1 }

    /// The load balancer checks them, and the scheduler replaces those that ended.
    mutating func check(at now: Int64) {
        guard desired > 0 else { return }
        let isUp = isUp(at: now)
        // Every other twenty seconds one task fails its checks.
        let isOut = isFlapping && (now / 20_000) & 1 == 1
        let before = health.state
        if health.observe(isUp ? .passed : .failed), before == .initial, isUp { breaker.taskBecameHealthy() }
        _ = flapping.observe(isUp && !isOut ? .passed : .timedOut)
        guard isCrashing else { return }
        for _ in 0..<desired { _ = breaker.taskFailed(desiredCount: desired) }
    }

    var isGivenUp: Bool { breaker.isOpen && desired > 0 }

    var healthy: Int {
        guard desired > 0, health.isHealthy else { return 0 }
        return flapping.isHealthy ? desired : desired - 1
    }

    var unhealthy: Int {
        if desired == 0 { return 0 }
        return health.state == .unhealthy ? desired : flapping.state == .unhealthy ? 1 : 0
    }

    func running(at now: Int64) -> Int {
        if desired > 0 { return desired }
        guard let draining else { return 0 }
        return draining.isOver(at: .milliseconds(now)) ? 0 : 1
    }

    mutating func heal() {
        errorRate = 0
        slowShare = 0
        isNeverHealthy = false
        isFlapping = false
        isDead = false
        isCrashing = false
        isAlarming = false
    }
}

/// Requests that were counted, as fractions of expected ones.
struct Counters: Sendable {
    var requests = 0.0
    var failures = 0.0
    var slow = 0.0

    /// Counts requests, with the shares of them that fail and that are slow.
    mutating func add(_ count: Double, failing: Double, slow share: Double) {
        requests += count
        failures += count * failing
        slow += count * share
    }
}
