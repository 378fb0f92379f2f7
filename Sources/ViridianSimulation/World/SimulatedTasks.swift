import ViridianRelease

/// The tasks of one colour, and how they behave.
struct SimulatedTasks: Sendable {
    var revision: Revision?
    var desired = 0
    var startedAt: Int64 = 0
    /// Until when tasks that were stopped still drain.
    var drainingUntil: Int64 = 0
    var scaling: Scaling?
    var testRoutes = 0
    /// How long a task takes until it is healthy.
    var startMilliseconds: Int64 = 3000
    var errorRate = 0.0
    var slowShare = 0.0
    var isNeverHealthy = false
    var isFlapping = false
    var isDead = false
    var isGivenUp = false
    /// Something old runs in it and fails, before the release begins.
    var isBrokenBefore = false
    var isAlarming = false

    @inline(__always) func healthy(at now: Int64) -> Int {
        if desired == 0 || isNeverHealthy || isDead || isBrokenBefore { return 0 }
        if now < startedAt + startMilliseconds { return 0 }
        // Every other twenty seconds one task fails its checks.
        if isFlapping, (now / 20_000) & 1 == 1 { return desired - 1 }
        return desired
    }

    func unhealthy(at now: Int64) -> Int {
        if isDead || isBrokenBefore { return desired }
        if isFlapping, (now / 20_000) & 1 == 1 { return min(1, desired) }
        return 0
    }

    func running(at now: Int64) -> Int { desired > 0 ? desired : now < drainingUntil ? 1 : 0 }

    @inline(__always) func failingShare(at now: Int64) -> Double { healthy(at: now) == 0 ? 1 : errorRate }

    mutating func heal() {
        errorRate = 0
        slowShare = 0
        isNeverHealthy = false
        isFlapping = false
        isDead = false
        isGivenUp = false
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
        guard count > 0 else { return }
        requests += count
        failures += count * failing
        slow += count * share
    }
}
