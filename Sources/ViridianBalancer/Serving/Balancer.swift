public import NIOCore
import NIOHTTP1
import NIOPosix

/// A load balancer on 127.0.0.1 that behaves like an Application Load Balancer: rules, weighted target groups, health checks,
/// draining.
///
/// It owns its sockets from `start()` until `stop(within:)` returns. All methods may be called from anywhere.
///
/// ```swift
/// let balancer = try Balancer(configuration: configuration, group: group, clock: clock)
/// let port = try await balancer.start()
/// balancer.register(TargetID(host: "127.0.0.1", port: 8081), in: "blue")
/// ```
public final class Balancer: Sendable {
    private let core: BalancerCore
    private let group: any EventLoopGroup
    private let running: NIOLoopBoundBox<Running?>

    private struct Running {
        let listener: any Channel
        let shards: [NIOLoopBound<LoopShard>]
    }

    /// A balancer that has not started. Fails when the configuration contradicts itself.
    public init(configuration: BalancerConfiguration, group: any EventLoopGroup, clock: BalancerClock) throws(BalancerError) {
        core = try BalancerCore(configuration: configuration, clock: clock)
        self.group = group
        running = NIOLoopBoundBox.makeBoxSendingValue(nil, eventLoop: group.next())
    }

    /// Listens on 127.0.0.1 and gives the port. Fails when the port is taken.
    public func start() async throws(BalancerError) -> Int {
        let core = core
        let listener: any Channel
        let shards: [NIOLoopBound<LoopShard>]
        do {
            shards = try await makeShards()
            listener = try await listen(shards)
        } catch {
            throw .cannotListen(port: core.configuration.port, because: error)
        }
        core.setShards(shards)
        let started = Running(listener: listener, shards: shards)
        let running = running
        running.eventLoop.execute { running.value = started }
        return listener.localAddress?.port ?? core.configuration.port
    }

    /// Stops listening, lets requests in flight end within `grace`, and closes everything.
    public func stop(within grace: Duration) async {
        let running = running
        let stopped = try? await running.eventLoop.submit { () -> Running? in
            let value = running.value
            running.value = nil
            return value
        }.get()
        guard let stopped = stopped ?? nil else { return }
        try? await stopped.listener.close()
        core.setShards([])
        let grace = TimeAmount(grace)
        let endings = stopped.shards.map { shard in
            shard.eventLoop.flatSubmit { shard.value.stop(within: grace) }
        }
        for ending in endings { try? await ending.get() }
        core.finishEvents()
    }

    // MARK: Targets

    /// Adds a target; it gets requests after its first passed check. Call it after `start()`.
    public func register(_ target: TargetID, in group: String) { core.handle(.register(target, group: group)) }

    /// Begins to drain a target: no new requests, and those in flight have the deregistration delay to end.
    public func deregister(_ target: TargetID, from group: String) { core.handle(.deregister(target, group: group)) }

    /// Forgets a target at once, because its process is gone.
    public func remove(_ target: TargetID, from group: String) { core.handle(.remove(target, group: group)) }

    // MARK: Weights

    /// Replaces the weights of the default action if the live ones are as expected; nobody sees a state in between.
    public func setWeights(_ weights: [String: Int], expecting expected: [String: Int]) -> WeightChange {
        core.setWeights(weights, expecting: expected)
    }

    /// Points the rules that forward to one group alone at another; the default action and its weights stay as they are.
    public func repointRules(from old: String, to new: String) { core.repointRules(from: old, to: new) }

    /// How many rules forward to a group alone, the default action left out.
    public func rulesThatName(_ group: String) -> Int { core.rulesThatName(group) }

    // MARK: Watching

    /// The balancer at this moment.
    public func snapshot() -> BalancerSnapshot { core.snapshot() }

    /// How a group has done since an instant of the balancer's clock; nil when there is no such group.
    public func window(
        group: String, since start: Duration, latencyBounds: [Duration] = [], percentiles: [Double] = []
    ) -> WindowStatistics? {
        core.window(group: group, since: start, latencyBounds: latencyBounds, percentiles: percentiles)
    }

    /// Changes of target states, for one listener; it ends when the balancer has stopped.
    public var events: AsyncStream<BalancerEvent> { core.events }

    // MARK: Parts

    private func makeShards() async throws -> [NIOLoopBound<LoopShard>] {
        var shards: [NIOLoopBound<LoopShard>] = []
        for (number, eventLoop) in group.makeIterator().enumerated() {
            let core = core
            shards.append(
                try await eventLoop.submit {
                    let shard = LoopShard(core: core, eventLoop: eventLoop, seed: core.clock.seed &+ UInt64(number) << 32)
                    return NIOLoopBound(shard, eventLoop: eventLoop)
                }.get())
        }
        return shards
    }

    private func listen(_ shards: [NIOLoopBound<LoopShard>]) async throws -> any Channel {
        let byLoop = Dictionary(uniqueKeysWithValues: shards.map { (ObjectIdentifier($0.eventLoop), $0) })
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let shard = byLoop[ObjectIdentifier(channel.eventLoop)] else { throw ChannelError.operationUnsupported }
                    let pipeline = channel.pipeline.syncOperations
                    var encoding = HTTPResponseEncoder.Configuration()
                    encoding.automaticallySetFramingHeaders = false
                    try pipeline.addHandler(HTTPResponseEncoder(configuration: encoding))
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
                    try pipeline.addHandler(ClientHandler(shard: shard.value))
                }
            }
            .bind(host: "127.0.0.1", port: core.configuration.port)
            .get()
    }
}
