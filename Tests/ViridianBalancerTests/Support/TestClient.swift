import NIOCore
import NIOHTTP1
import NIOPosix

/// An answer as a test sees it.
struct Answer: Sendable {
    var status = 0
    var headers = HTTPHeaders()
    var body = ByteBuffer()
    var text: String { String(buffer: body) }
}

/// One keep-alive connection that sends a request and waits for its answer.
final class TestClient: Sendable {
    struct Closed: Error {}

    let channel: any Channel

    private init(channel: any Channel) { self.channel = channel }

    static func connect(_ port: Int) async throws -> TestClient {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(Collector())
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        return TestClient(channel: channel)
    }

    /// Asks on a connection of its own.
    static func get(_ port: Int, _ path: String = "/") async throws -> Answer {
        let client = try await connect(port)
        let answer = try await client.send(.GET, path)
        await client.close()
        return answer
    }

    func send(
        _ method: HTTPMethod, _ path: String = "/", headers: HTTPHeaders = [:], body: [ByteBuffer] = [],
        version: HTTPVersion = .http1_1
    ) async throws -> Answer {
        let promise = channel.eventLoop.makePromise(of: Answer.self)
        var headers = headers
        if !headers.contains(name: "host") { headers.add(name: "Host", value: "test") }
        if !body.isEmpty, !headers.contains(name: "transfer-encoding") {
            headers.add(name: "Content-Length", value: String(body.reduce(0) { $0 + $1.readableBytes }))
        }
        let head = HTTPRequestHead(version: version, method: method, uri: path, headers: headers)
        channel.expectAnswer(promise)
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        for part in body { try await channel.writeAndFlush(HTTPClientRequestPart.body(.byteBuffer(part))) }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        return try await promise.futureResult.get()
    }

    func close() async { try? await channel.close() }

    private final class Collector: ChannelDuplexHandler {
        typealias InboundIn = HTTPClientResponsePart
        typealias OutboundIn = HTTPClientRequestPart
        typealias OutboundOut = HTTPClientRequestPart
        private var answer = Answer()
        private var promise: EventLoopPromise<Answer>?

        func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
            guard context.channel.isActive else { return promise?.fail(Closed()) ?? () }
            self.promise = event as? EventLoopPromise<Answer>
            promise?.succeed()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch Self.unwrapInboundIn(data) {
            case .head(let head):
                answer = Answer(status: Int(head.status.code), headers: head.headers)
            case .body(var bytes):
                answer.body.writeBuffer(&bytes)
            case .end:
                promise?.succeed(answer)
                promise = nil
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            promise?.fail(Closed())
            promise = nil
            context.fireChannelInactive()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

/// Sends text as it is and gives everything that comes back until the connection closes or `until` has come.
func exchange(_ port: Int, _ text: String, until end: String? = nil) async throws -> String {
    let handler = RawHandler(end: end)
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .channelInitializer { channel in channel.pipeline.addHandler(handler) }
        .connect(host: "127.0.0.1", port: port).get()
    let promise = channel.eventLoop.makePromise(of: String.self)
    channel.expectAnswer(promise)
    channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    let result = try await promise.futureResult.get()
    try? await channel.close()
    return result
}

private final class RawHandler: ChannelDuplexHandler, @unchecked Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    private let end: String?
    private var text = ""
    private var promise: EventLoopPromise<String>?

    init(end: String?) { self.end = end }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        self.promise = event as? EventLoopPromise<String>
        promise?.succeed()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: Self.unwrapInboundIn(data))
        if let end, text.contains(end) { finish() }
    }

    func channelInactive(context: ChannelHandlerContext) { finish() }

    private func finish() {
        promise?.succeed(text)
        promise = nil
    }
}

extension Channel {
    /// Hands the promise to the handler; on a channel that is closed already nobody would ever keep it.
    fileprivate func expectAnswer<Answer>(_ promise: EventLoopPromise<Answer>) {
        let delivered = eventLoop.makePromise(of: Void.self)
        delivered.futureResult.whenFailure { promise.fail($0) }
        triggerUserOutboundEvent(promise, promise: delivered)
    }
}
