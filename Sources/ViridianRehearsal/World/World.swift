import Foundation
import NIOCore
import NIOPosix
import ViridianBalancer
import ViridianBehaviour
import ViridianRelease
import ViridianRunner

/// The rehearsed world: processes that stand in for tasks, the balancer in front of them, and the load.
///
/// The actor owns all of them. What should run is decided by ``ServiceScheduler``; this only carries it out.
actor World {
    struct Process {
        var pid: pid_t
        var port: Int
        var target: TargetID
        var terminatedAt: Instant?
        var health: TargetHealth.State = .initial
    }

    struct Slot {
        var scheduler: ServiceScheduler
        var processes: [Int: Process] = [:]
    }

    let configuration: WorldConfiguration
    let folder: String
    let balancer: Balancer
    let spawner = ProcessSpawner()
    let desk: HookDesk
    private var signals: SignalSource
    let clock = MachineClock()
    let notify: @Sendable (Notice) -> Void
    private let loop: any EventLoop
    var slots: PerColour<Slot>
    private var lease = Lease()
    var load: LoadGenerator?
    private var port = 0
    var portsTaken: Set<Int> = []

    var specification: Specification { configuration.specification }

    init(
        _ configuration: WorldConfiguration, folder: String, group: any EventLoopGroup,
        notify: @escaping @Sendable (Notice) -> Void
    ) throws {
        self.configuration = configuration
        self.folder = folder
        self.notify = notify
        loop = group.next()
        let clock = clock
        let time = BalancerClock(
            now: { clock.sinceStart }, sinceEpoch: { .seconds(Date.now.timeIntervalSince1970) },
            seed: UInt64.random(in: 0...UInt64.max))
        balancer = try Balancer(configuration: configuration.specification.balancerConfiguration, group: group, clock: time)
        func slot(_ colour: Colour) -> Slot {
            Slot(scheduler: ServiceScheduler(times: configuration.specification.times(of: colour)))
        }
        slots = PerColour(blue: slot(.blue), green: slot(.green))
        desk = HookDesk(configuration, folder: folder, group: group, spawner: spawner)
        signals = SignalSource(configuration.specification, at: clock.now())
    }

    /// Opens the balancer and starts the tasks of the stable colour.
    func start() async throws {
        port = try await balancer.start()
        let stable = specification.stable
        await decide(.wanted(tasks: specification.colours[stable].tasks, revision: Specification.stableRevision), for: stable)
    }

    /// Looks at every process and target once, and lets the services react. Called every few milliseconds.
    func tick() async {
        let snapshot = balancer.snapshot()
        for colour in Colour.allCases {
            for (task, process) in slots[colour].processes.sorted(by: { $0.key < $1.key }) {
                if let reason = ProcessEnding(of: process.pid)?.text {
                    await exited(task, process, of: colour, reason)
                } else if let state = snapshot.state(of: process.target, in: colour.rawValue) {
                    await healthChanged(to: state, task, process, of: colour)
                }
            }
            await decide(.tick, for: colour)
        }
        signals.tick(at: clock.now()) { read($0, since: $1, percentiles: $2) }
    }

    func answer(_ request: WorldRequest) async -> WorldReply {
        do {
            switch request {
            case .status: return .status(status())
            case .observe(let query): return .reading(observe(query))
            case .acquireLease(let holder): return .lease(lease.acquire(for: holder))
            case .releaseLease(let fence):
                lease.release(fence: fence)
                return .done
            case .invoke(let call): return .hook(try await desk.ask(call, weights: weights(balancer.snapshot()), port: port))
            case .change(let change, let fence):
                if let holder = lease.holder(newerThan: fence) { return .fenced(by: holder) }
                return try await make(change)
            case .startLoad:
                startLoad()
                return .done
            case .report: return .report(try await load?.report() ?? LoadReport())
            case .stop:
                try await load?.stop()
                return .report(try await load?.report() ?? LoadReport())
            }
        } catch {
            return .failed("\(error)")
        }
    }

    private func make(_ change: WorldChange) async throws -> WorldReply {
        switch change {
        case .deploy(let revision, let colour, let tasks):
            await decide(.wanted(tasks: tasks, revision: revision.name), for: colour)
        case .setWeights(let weights, let expected): return .weightChange(try setWeights(weights, expecting: expected))
        case .moveTestRoutes(let colour): balancer.repointRules(from: colour.rawValue, to: colour.other.rawValue)
        case .retire(let colour):
            await decide(.wanted(tasks: 0, revision: slots[colour].scheduler.revision), for: colour)
        }
        return .done
    }

    private func setWeights(_ weights: Weights, expecting expected: Weights) throws -> ViridianRelease.WeightChange {
        func table(_ weights: Weights) -> [String: Int] { ["blue": weights.blue, "green": weights.green] }
        switch balancer.setWeights(table(weights), expecting: table(expected)) {
        case .swapped:
            load?.noteShift(to: weights)
            return .changed
        case .conflict(let live) where live == table(weights): return .changed
        case .conflict(let live): return .refused(live: Weights(blue: live["blue"] ?? 0, green: live["green"] ?? 0))
        case .refused(let error): throw error
        }
    }

    private func status() -> WorldStatus {
        let snapshot = balancer.snapshot()
        var status = WorldStatus(
            process: getpid(), port: port, healthy: PerColour(blue: 0, green: 0), tasks: PerColour(blue: 0, green: 0),
            failures: [:])
        for colour in Colour.allCases {
            status.healthy[colour] = snapshot.count(.healthy, in: colour.rawValue)
            status.tasks[colour] = slots[colour].scheduler.tasks.count
            status.failures[colour] = slots[colour].scheduler.failure
        }
        return status
    }

    private func observe(_ query: Query) -> Reading {
        let snapshot = balancer.snapshot()
        func colour(_ colour: Colour) -> ColourReading {
            let scheduler = slots[colour].scheduler
            let window =
                balancer.window(
                    group: colour.rawValue, since: .milliseconds(query.since.milliseconds),
                    latencyBounds: query.latencyBoundsMilliseconds.map { .milliseconds($0) }) ?? WindowStatistics()
            return ColourReading(
                revision: scheduler.tasks.isEmpty ? nil : Revision(scheduler.revision), desiredTasks: scheduler.desiredCount,
                runningTasks: scheduler.tasks.count, healthy: snapshot.count(.healthy, in: colour.rawValue),
                unhealthy: snapshot.count(.unhealthy, in: colour.rawValue), inFlight: snapshot.inFlight(in: colour.rawValue),
                requests: window.requests, failures: window.failures,
                slower: window.slower, testRoutes: balancer.rulesThatName(colour.rawValue),
                p50Milliseconds: window.p50.map { Double($0.microseconds) / 1000 },
                p99Milliseconds: window.p99.map { Double($0.microseconds) / 1000 }, deploymentFailure: scheduler.failure)
        }
        let answers = signals.answers(to: query) { read($0, since: $1, percentiles: $2) }
        return Reading(
            weights: weights(snapshot), rule: RuleSettings(stickinessSeconds: specification.stickinessSeconds, rest: ""),
            colours: PerColour(blue: colour(.blue), green: colour(.green)), signals: answers)
    }

    private func weights(_ snapshot: BalancerSnapshot) -> Weights {
        Weights(blue: snapshot.weights["blue"] ?? 0, green: snapshot.weights["green"] ?? 0)
    }

    /// What metrics of a colour are made of.
    private func read(_ colour: Colour, since: Instant, percentiles: [Double]) -> MetricSample {
        let window =
            balancer.window(group: colour.rawValue, since: .milliseconds(since.milliseconds), percentiles: percentiles)
            ?? WindowStatistics()
        let snapshot = balancer.snapshot()
        return MetricSample(
            requests: window.requests, failures: window.failures,
            latencySeconds: window.percentiles.map { $0.map { Double($0.microseconds) / 1e6 } },
            healthy: snapshot.count(.healthy, in: colour.rawValue), unhealthy: snapshot.count(.unhealthy, in: colour.rawValue))
    }

    private func startLoad() {
        guard load == nil else { return }
        let target = LoadGenerator.Target(
            port: port, path: specification.loadPath, rate: specification.rate, isSticky: specification.stickiness != nil)
        load = LoadGenerator(target: target, loop: loop)
        load?.start()
    }
}
