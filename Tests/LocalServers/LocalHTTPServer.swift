import NIOCore
import NIOHTTP1
import NIOPosix

/// A server of HTTP/1.1 on this machine whose answers a closure gives. It owns a socket; ``close()`` ends it.
public struct LocalHTTPServer: Sendable {
    private let channel: any Channel

    /// A request as it came.
    public struct Request: Sendable {
        public var path: String
        public var headers: [String: String]
        public var body: String
    }

    /// An answer as it goes.
    public struct Answer: Sendable {
        public var status: Int
        public var headers: [String: String]
        public var body: String

        public init(status: Int, headers: [String: String] = [:], body: String = "") {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    public static func serve(_ answer: @escaping @Sendable (Request) -> Answer) async throws -> LocalHTTPServer {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.configureHTTPServerPipeline()
                    try pipeline.addHandler(NIOHTTPServerRequestAggregator(maxContentLength: 1 << 20))
                    try pipeline.addHandler(Answers(answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return LocalHTTPServer(channel: channel)
    }

    public var port: Int { channel.localAddress?.port ?? 0 }

    public func close() async { try? await channel.close() }

    private final class Answers: ChannelInboundHandler {
        typealias InboundIn = NIOHTTPServerRequestFull
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: @Sendable (Request) -> Answer

        init(_ answer: @escaping @Sendable (Request) -> Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let full = unwrapInboundIn(data)
            let fields = full.head.headers.map { ($0.name.lowercased(), $0.value) }
            let answer = answer(
                Request(
                    path: full.head.uri, headers: Dictionary(fields) { first, _ in first },
                    body: full.body.map { String(buffer: $0) } ?? ""))
            var head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status))
            for (name, value) in answer.headers { head.headers.add(name: name, value: value) }
            head.headers.add(name: "Content-Length", value: String(answer.body.utf8.count))
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: answer.body)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            if answer.headers["Connection"] == "close" { context.close(promise: nil) }
        }
    }
}
