/// How Amazon ECS keeps a service at its desired count: starts tasks, replaces those that stop or stay unhealthy, and stops those
/// that are too many, each in the order deregister, drain, SIGTERM, SIGKILL.
///
/// The circuit breaker counts tasks that stop before they were ever healthy, and tasks replaced because a health check failed
/// after the grace period. Instants are durations since the start of the clock that the caller uses everywhere.
///
/// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html>
public struct ServiceScheduler: Hashable, Sendable {
    /// The times that a service is given.
    public struct Times: Hashable, Sendable {
        /// How long after its start a task's health checks are ignored (`healthCheckGracePeriodSeconds`).
        public var gracePeriod: Duration
        /// The target group's deregistration delay.
        public var deregistrationDelay: Duration
        /// How long a task may take to end after SIGTERM (`stopTimeout`).
        public var stopTimeout: Duration
        /// How long after a task stopped by itself the next one is started.
        public var restartDelay: Duration

        /// Times that are given in full.
        public init(gracePeriod: Duration, deregistrationDelay: Duration, stopTimeout: Duration, restartDelay: Duration) {
            self.gracePeriod = gracePeriod
            self.deregistrationDelay = deregistrationDelay
            self.stopTimeout = stopTimeout
            self.restartDelay = restartDelay
        }
    }

    /// One task.
    public struct Task: Hashable, Sendable {
        /// Where a task is in its life.
        public enum State: Hashable, Sendable {
            /// Serving, or about to.
            case running
            /// Deregistered; its requests have until then.
            case draining(until: Duration)
            /// Asked to stop by SIGTERM; killed then.
            case stopping(until: Duration)
            /// Killed; its exit is awaited.
            case killed
        }

        /// What the task runs.
        public var revision: String
        /// Where it is in its life.
        public var state: State
        /// When it was started.
        public var startedAt: Duration
        /// What its health checks say now; nothing while they have not said enough.
        public var isHealthy: Bool?
        /// Whether they ever passed.
        public var wasHealthy = false
    }

    /// Something that happened to the service.
    public enum Event: Hashable, Sendable {
        /// From now on so many tasks of that revision are wanted. The breaker starts anew.
        case wanted(tasks: Int, revision: String)
        /// A task could not be started, or stopped.
        case exited(task: Int, reason: String)
        /// A task's target became healthy or unhealthy.
        case health(task: Int, healthy: Bool)
        /// Time went by.
        case tick
    }

    /// Something to be done.
    public enum Effect: Hashable, Sendable {
        /// Start a task and register its target.
        case start(task: Int, revision: String)
        /// Deregister its target: draining begins.
        case deregister(task: Int)
        /// Send SIGTERM.
        case terminate(task: Int)
        /// Send SIGKILL; its time to stop is over.
        case kill(task: Int)
        /// The task is gone: forget its target.
        case remove(task: Int)
        /// The circuit breaker gave the deployment up: nothing is started any more.
        case gaveUp(reason: String)
    }

    /// Its times.
    public let times: Times
    /// How many tasks are wanted.
    public private(set) var desiredCount = 0
    /// What they should run.
    public private(set) var revision = ""
    /// All tasks that have not ended, by their numbers.
    public private(set) var tasks: [Int: Task] = [:]
    /// Why the deployment was given up, if it was.
    public private(set) var failure: String?
    private var breaker = CircuitBreaker()
    private var lastNumber = 0
    private var startsNotBefore: Duration = .zero

    /// A service with no tasks.
    public init(times: Times) { self.times = times }

    /// Takes an event in.
    public mutating func handle(_ event: Event, at now: Duration) -> [Effect] {
        var effects: [Effect] = []
        switch event {
        case .wanted(let count, let revision): want(count, revision)
        case .exited(let number, let reason): exited(number, reason, at: now, &effects)
        case .health(let number, let healthy):
            tasks[number]?.isHealthy = healthy
            if healthy {
                tasks[number]?.wasHealthy = true
                breaker.taskBecameHealthy()
            }
        case .tick: break
        }
        replaceUnhealthy(at: now, &effects)
        reconcile(at: now, &effects)
        advanceStopping(at: now, &effects)
        return effects
    }

    private mutating func want(_ count: Int, _ revision: String) {
        if revision != self.revision || count > desiredCount {
            breaker = CircuitBreaker()
            failure = nil
            startsNotBefore = .zero
        }
        desiredCount = count
        self.revision = revision
    }

    private mutating func exited(_ number: Int, _ reason: String, at now: Duration, _ effects: inout [Effect]) {
        guard let task = tasks.removeValue(forKey: number) else { return }
        effects.append(.remove(task: number))
        guard task.state == .running else { return }
        startsNotBefore = now + times.restartDelay
        if !task.wasHealthy { fail("task \(number) stopped before it was healthy: \(reason)", &effects) }
    }

    private mutating func replaceUnhealthy(at now: Duration, _ effects: inout [Effect]) {
        for (number, task) in running where task.isHealthy == false && now >= task.startedAt + times.gracePeriod {
            stop(number, at: now, &effects)
            fail("task \(number) was unhealthy after its grace period", &effects)
        }
    }

    private mutating func fail(_ reason: String, _ effects: inout [Effect]) {
        guard breaker.taskFailed(desiredCount: desiredCount) else { return }
        let text = "\(breaker.failures) tasks failed; the last: \(reason)"
        failure = text
        effects.append(.gaveUp(reason: text))
    }

    private mutating func reconcile(at now: Duration, _ effects: inout [Effect]) {
        let wanted = running.filter { $0.value.revision == revision }
        let surplus = wanted.map(\.key).sorted().dropFirst(desiredCount)
        for number in surplus { stop(number, at: now, &effects) }
        let healthy = wanted.count { $0.value.isHealthy == true }
        if healthy >= desiredCount {
            for (number, task) in running where task.revision != revision { stop(number, at: now, &effects) }
        }
        guard failure == nil, now >= startsNotBefore, wanted.count < desiredCount else { return }
        for _ in wanted.count..<desiredCount {
            lastNumber += 1
            tasks[lastNumber] = Task(revision: revision, state: .running, startedAt: now)
            effects.append(.start(task: lastNumber, revision: revision))
        }
    }

    private mutating func advanceStopping(at now: Duration, _ effects: inout [Effect]) {
        for (number, task) in tasks.sorted(by: { $0.key < $1.key }) {
            switch task.state {
            case .draining(let until) where now >= until:
                tasks[number]?.state = .stopping(until: now + times.stopTimeout)
                effects.append(.terminate(task: number))
            case .stopping(let until) where now >= until:
                tasks[number]?.state = .killed
                effects.append(.kill(task: number))
            case .running, .draining, .stopping, .killed: break
            }
        }
    }

    private mutating func stop(_ number: Int, at now: Duration, _ effects: inout [Effect]) {
        tasks[number]?.state = .draining(until: now + times.deregistrationDelay)
        effects.append(.deregister(task: number))
    }

    private var running: [(key: Int, value: Task)] {
        tasks.filter { $0.value.state == .running }.sorted { $0.key < $1.key }
    }
}
