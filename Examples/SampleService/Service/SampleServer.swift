import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Owns the listening socket and the connections of a sample service in this process. Tests use it without signals.
public final class SampleServer: Sendable {
    /// The port that it listens on.
    public let port: Int
    private let state: ServiceState
    private let listener: any Channel

    /// Listens as the settings say, on NIO's shared event loops.
    public init(settings: SampleServiceSettings) async throws(SampleServiceError) {
        let state = ServiceState(settings: settings)
        self.state = state
        do {
            listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .serverChannelOption(.backlog, value: 1024)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: true)
                        try channel.pipeline.syncOperations.addHandler(ServiceHandler(state: state))
                    }
                }
                .bind(host: settings.host, port: settings.port)
                .get()
        } catch {
            throw .cannotListen(host: settings.host, port: settings.port, because: error)
        }
        port = listener.localAddress?.port ?? settings.port
    }

    /// Runs `work` once after a delay.
    func schedule(after delay: Duration, _ work: @escaping @Sendable () -> Void) {
        listener.eventLoop.scheduleTask(in: TimeAmount(delay), work)
    }

    /// Accepts nothing more, closes idle connections, and waits at most `grace` for the others to finish.
    public func stop(within grace: Duration) async {
        state.isStopping.withLock { $0 = true }
        try? await listener.close()
        let open = state.connections.withLock { Array($0.values) }
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(StopEvent()) }
        let deadline = listener.eventLoop.scheduleTask(in: TimeAmount(grace)) {
            for channel in open { channel.close(promise: nil) }
        }
        for channel in open { try? await channel.closeFuture.get() }
        deadline.cancel()
    }
}
