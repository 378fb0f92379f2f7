import NIOCore
import NIOHTTP1
import Synchronization
import ViridianBehaviour

/// What all event loops of a balancer share: the state and the statistics behind one lock, held for a few hundred nanoseconds
/// at a time.
final class BalancerCore: Sendable {
    private struct Shared {
        var state: BalancerState
        var counters: [GroupCounters]
        var slices: [TimeSlices]
        var shards: [NIOLoopBound<LoopShard>] = []
    }

    let configuration: BalancerConfiguration
    let clock: BalancerClock
    /// Whether cookies have to be read at all.
    private let isSticky: Bool
    let events: AsyncStream<BalancerEvent>
    private let announce: AsyncStream<BalancerEvent>.Continuation
    private let shared: Mutex<Shared>

    init(configuration: BalancerConfiguration, clock: BalancerClock) throws(BalancerError) {
        self.configuration = configuration
        self.clock = clock
        (events, announce) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(10_000))
        let groups = configuration.targetGroups
        let state = try BalancerState(configuration)
        isSticky = state.isSticky
        shared = Mutex(
            Shared(
                state: state,
                counters: groups.map { _ in GroupCounters() },
                slices: groups.map { _ in TimeSlices(length: .milliseconds(50)) }))
    }

    // MARK: Control

    /// Takes the loops into service, or with none out of it.
    func setShards(_ shards: [NIOLoopBound<LoopShard>]) {
        shared.withLock { $0.shards = shards }
    }

    /// Changes the state and starts its effects, in the same order for everyone: effects only enqueue work, so the lock may
    /// be held.
    func handle(_ event: BalancerState.Event) {
        shared.withLock { shared in
            for effect in shared.state.handle(event, at: clock.now()) { perform(effect, on: shared.shards) }
        }
    }

    func setWeights(_ weights: [String: Int], expecting expected: [String: Int]) -> WeightChange {
        shared.withLock { $0.state.setWeights(weights, expecting: expected) }
    }

    func snapshot() -> BalancerSnapshot {
        shared.withLock { $0.state.snapshot(counters: $0.counters) }
    }

    func repointRules(from old: String, to new: String) {
        shared.withLock { $0.state.repointRules(from: old, to: new) }
    }

    func rulesThatName(_ group: String) -> Int { shared.withLock { $0.state.rulesThatName(group) } }

    func window(
        group: String, since start: Duration, latencyBounds: [Duration], percentiles: [Double]
    ) -> WindowStatistics? {
        shared.withLock { shared in
            shared.state.index(of: group).map {
                shared.slices[$0].window(since: start, latencyBounds: latencyBounds, percentiles: percentiles)
            }
        }
    }

    func finishEvents() { announce.finish() }

    private func perform(_ effect: BalancerState.Effect, on shards: [NIOLoopBound<LoopShard>]) {
        switch effect {
        case .announce(let event):
            announce.yield(event)
        case .wake(let instant):
            let delay = TimeAmount(instant - clock.now()) + .milliseconds(1)
            shards.first?.eventLoop.scheduleTask(in: delay) { self.handle(.tick) }
        case .startChecking(let key, let target):
            guard !shards.isEmpty else { return }
            let shard = shards[key.number % shards.count]
            shard.eventLoop.execute { shard.value.startChecking(key, target) }
        case .stopChecking(let key):
            for shard in shards { shard.eventLoop.execute { shard.value.stopChecking(key) } }
        case .retireConnections(let key):
            for shard in shards { shard.eventLoop.execute { shard.value.retireConnections(key) } }
        case .cutOff(let key):
            for shard in shards { shard.eventLoop.execute { shard.value.cutOff(key) } }
        }
    }

    // MARK: The data path

    func route(_ head: HTTPRequestHead) -> (route: BalancerState.Route, new: StickyChoice.Affinity?) {
        let affinity = isSticky ? AffinityCookie.read(head.headers) : nil
        let now = isSticky ? clock.now() : .zero
        return shared.withLock { shared in
            let (route, new) = shared.state.route(head.path, of: affinity, at: now)
            if case .unavailable(.some(let group)) = route {
                shared.counters[group].count(.made(503))
                shared.slices[group].count(.made(503), at: clock.now())
            }
            return (route, new)
        }
    }

    func count(_ outcome: RequestOutcome, to target: TargetKey, at now: Duration) {
        shared.withLock { shared in
            shared.counters[target.group].count(outcome)
            shared.slices[target.group].count(outcome, at: now)
        }
    }

    func ended(_ target: TargetKey) {
        shared.withLock { $0.state.ended(target) }
    }
}
