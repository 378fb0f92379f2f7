import NIOCore
import NIOPosix
import Synchronization

/// A target that answers bytes to bytes: each request (up to its blank line) is given to a script.
final class ScriptedTarget: Sendable {
    enum Step: Sendable {
        /// Send this and keep the connection.
        case reply(String)
        /// Send this and close.
        case replyAndClose(String)
        /// Send nothing and close.
        case close
        /// Send nothing, keep the connection.
        case hang
        /// Send this after `release()`.
        case hold(String)
    }

    let port: Int
    private let listener: any Channel
    private let shared: Shared

    final class Shared: Sendable {
        struct Values: Sendable {
            var requests: [String] = []
            var connections = 0
            var held: [(any Channel, String)] = []
        }
        let values = Mutex(Values())
    }

    init(_ script: @escaping @Sendable (_ request: String) -> Step) async throws {
        let shared = Shared()
        self.shared = shared
        listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(shared: shared, script: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listener.localAddress?.port ?? 0
    }

    /// The requests that were no health checks.
    var requests: [String] { shared.values.withLock { $0.requests } }
    /// Connections that carried such requests.
    var connections: Int { shared.values.withLock { $0.connections } }

    /// Sends the answers that were held back.
    func release() {
        for (channel, text) in shared.values.withLock({ values in
            defer { values.held = [] }; return values.held
        }) {
            channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }
    }

    func stop() async { try? await listener.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let shared: Shared
        private let script: @Sendable (String) -> Step
        private var received = ""
        private var isCounted = false

        init(shared: Shared, script: @escaping @Sendable (String) -> Step) {
            self.shared = shared
            self.script = script
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: Self.unwrapInboundIn(data))
            guard received.contains("\r\n\r\n") else { return }
            let request = received
            received = ""
            if request.hasPrefix("GET /health ") { return perform(script(request), context.channel) }
            let isFirst = !isCounted
            isCounted = true
            shared.values.withLock { values in
                values.requests.append(request)
                if isFirst { values.connections += 1 }
            }
            perform(script(request), context.channel)
        }

        private func perform(_ step: Step, _ channel: any Channel) {
            switch step {
            case .reply(let text): channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
            case .replyAndClose(let text):
                channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in channel.close(promise: nil) }
            case .close: channel.close(promise: nil)
            case .hang: break
            case .hold(let text): shared.values.withLock { $0.held.append((channel, text)) }
            }
        }
    }
}

/// An answer of HTTP/1.1 with a length.
func ok(_ body: String, headers: String = "") -> String {
    "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
}
