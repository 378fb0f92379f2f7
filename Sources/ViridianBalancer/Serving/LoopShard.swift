import NIOCore
import NIOHTTP1
import NIOPosix
import ViridianBehaviour

/// Owns everything of a balancer that lives on one event loop: client connections, connections to targets, health probes.
///
/// A client's request and its connection to a target are always on the same loop, so no byte changes threads.
final class LoopShard {
    let core: BalancerCore
    let eventLoop: any EventLoop
    var traceIDs: TraceIDs
    /// Whether the balancer takes no new work and waits for the old to end.
    private(set) var isStopping = false

    private var clients: [ObjectIdentifier: ClientHandler] = [:]
    private var upstreams: [ObjectIdentifier: UpstreamHandler] = [:]
    private var idle: [TargetKey: [UpstreamHandler]] = [:]
    private var probes: [TargetKey: HealthProbe] = [:]
    private var emptied: EventLoopPromise<Void>?

    init(core: BalancerCore, eventLoop: any EventLoop, seed: UInt64) {
        self.core = core
        self.eventLoop = eventLoop
        traceIDs = TraceIDs(seed: seed)
    }

    // MARK: Connections to targets

    /// The connection to `target` that was used last, if one is idle.
    func takeIdle(_ target: TargetKey) -> UpstreamHandler? {
        while let upstream = idle[target]?.popLast() {
            if upstream.isOpen { return upstream }
        }
        return nil
    }

    /// Opens a connection to a target; the handler tells its client what becomes of it.
    func connect(_ upstream: UpstreamHandler, to target: TargetID) {
        upstreams[ObjectIdentifier(upstream)] = upstream
        let bound = NIOLoopBound(upstream, eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(core.configuration.connectTimeout))
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    var encoding = HTTPRequestEncoder.Configuration()
                    encoding.automaticallySetFramingHeaders = false
                    try pipeline.addHandler(HTTPRequestEncoder(configuration: encoding))
                    try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
                    try pipeline.addHandler(bound.value)
                }
            }
        let connecting = bootstrap.connect(to: target)
        connecting.assumeIsolated().whenFailure { error in upstream.connectFailed(error) }
    }

    /// Keeps a connection for the next request.
    func keep(_ upstream: UpstreamHandler) {
        idle[upstream.target, default: []].append(upstream)
    }

    /// Forgets a connection that is closed.
    func forget(_ upstream: UpstreamHandler) {
        upstreams[ObjectIdentifier(upstream)] = nil
        idle[upstream.target]?.removeAll { $0 === upstream }
    }

    /// Closes the idle connections to a target that leaves; busy ones close after their request.
    func retireConnections(_ target: TargetKey) {
        idle[target] = nil
        for upstream in upstreams.values where upstream.target == target { upstream.retire() }
    }

    /// Ends what is still in flight to a target whose deregistration delay is over.
    func cutOff(_ target: TargetKey) {
        idle[target] = nil
        for upstream in upstreams.values where upstream.target == target { upstream.close() }
    }

    // MARK: Health probes

    func startChecking(_ key: TargetKey, _ target: TargetID) {
        guard !isStopping else { return }
        let check = core.configuration.targetGroups[key.group].healthCheck
        let core = core
        let probe = HealthProbe(target: target, check: check, eventLoop: eventLoop) { outcome in
            core.handle(.checked(key, outcome))
        }
        probes[key] = probe
        probe.start()
    }

    func stopChecking(_ key: TargetKey) {
        probes.removeValue(forKey: key)?.stop()
    }

    // MARK: Clients

    func entered(_ client: ClientHandler) {
        clients[ObjectIdentifier(client)] = client
        if isStopping { client.stop() }
    }

    func left(_ client: ClientHandler) {
        clients[ObjectIdentifier(client)] = nil
        if clients.isEmpty { finishStopping() }
    }

    // MARK: Stopping

    /// Lets requests in flight end within `grace`, closes everything else, and tells when all is closed.
    func stop(within grace: TimeAmount) -> EventLoopFuture<Void> {
        if let emptied { return emptied.futureResult }
        isStopping = true
        let promise = eventLoop.makePromise(of: Void.self)
        emptied = promise
        for probe in probes.values { probe.stop() }
        probes = [:]
        for client in clients.values { client.stop() }
        if clients.isEmpty {
            finishStopping()
        } else {
            let bound = NIOLoopBound(self, eventLoop: eventLoop)
            let timer = eventLoop.scheduleTask(in: grace) { for client in bound.value.clients.values { client.close() } }
            promise.futureResult.whenComplete { _ in timer.cancel() }
        }
        return promise.futureResult
    }

    private func finishStopping() {
        guard isStopping, let emptied else { return }
        for upstream in upstreams.values { upstream.close() }
        idle = [:]
        emptied.succeed()
    }
}
