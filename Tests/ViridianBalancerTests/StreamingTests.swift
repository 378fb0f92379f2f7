import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing
import ViridianTestSupport
import ViridianBalancer
import ViridianBehaviour

@Suite(.wholeMachine) struct StreamingTests {
    private static let size = 50 * 1024 * 1024
    private static let part = ByteBuffer(repeating: 0x61, count: 64 * 1024)

    @Test func `50 MB stream to the target and back`() async throws {
        let target = try await StreamTarget()
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            let parts = Array(repeating: Self.part, count: Self.size / Self.part.readableBytes)
            for headers in [[:], ["Transfer-Encoding": "chunked"]] as [HTTPHeaders] {
                let answer = try await client.send(.POST, "/echo", headers: headers, body: parts)
                #expect(answer.status == 200)
                #expect(answer.body.readableBytes == Self.size)
            }
            await client.close()
            #expect(world.counters().failures == 0)
        }
        await target.stop()
    }

    @Test func `a target that does not read holds the client back`() async throws {
        let target = try await StreamTarget()
        try await World.with { world in
            try await world.add(target.port)
            let client = try await TestClient.connect(world.port)
            let accepted = Counter()
            let head = HTTPRequestHead(
                version: .http1_1, method: .POST, uri: "/stuck", headers: ["Host": "x", "Content-Length": String(Self.size)])
            client.channel.writeAndFlush(HTTPClientRequestPart.head(head), promise: nil)
            for _ in 1...(Self.size / Self.part.readableBytes) {
                client.channel.writeAndFlush(HTTPClientRequestPart.body(.byteBuffer(Self.part)))
                    .whenSuccess { accepted.add(Self.part.readableBytes) }
            }
            try await accepted.settle()
            // What the sockets of the two hops hold, and no more: the kernel gives each up to about 10 MB.
            #expect(accepted.value < Self.size / 2)
            await client.close()
        }
        await target.stop()
    }

    @Test func `a client that does not read holds the target back`() async throws {
        let target = try await StreamTarget()
        try await World.with { world in
            try await world.add(target.port)
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .channelOption(.autoRead, value: false)
                .connect(host: "127.0.0.1", port: world.port).get()
            channel.writeAndFlush(ByteBuffer(string: "GET /flood HTTP/1.1\r\nHost: x\r\n\r\n"), promise: nil)
            try await eventually("the target begins") { target.sent.value > 0 }
            try await target.sent.settle()
            #expect(target.sent.value < Self.size / 2)
            try await channel.close()
        }
        await target.stop()
    }
}

/// A number that grows on other threads.
final class Counter: Sendable {
    private let box = Mutex(0)
    var value: Int { box.withLock { $0 } }
    func add(_ number: Int) { box.withLock { $0 += number } }

    /// Waits until the number has not grown for a fifth of a second.
    func settle() async throws {
        var last = -1
        while value != last {
            last = value
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

/// A target for bodies: `/echo` sends the body back as it comes, `/stuck` never reads it, `/flood` sends 50 MB.
final class StreamTarget: Sendable {
    let port: Int
    let sent: Counter
    private let listener: any Channel

    init() async throws {
        let sent = Counter()
        self.sent = sent
        listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(sent: sent))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = listener.localAddress?.port ?? 0
    }

    func stop() async { try? await listener.close() }

    private final class Handler: ChannelDuplexHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundIn = HTTPServerResponsePart
        typealias OutboundOut = HTTPServerResponsePart
        private let sent: Counter
        private var isStuck = false

        init(sent: Counter) { self.sent = sent }

        func read(context: ChannelHandlerContext) {
            if !isStuck { context.read() }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch Self.unwrapInboundIn(data) {
            case .head(let head):
                isStuck = head.uri == "/stuck"
                if !isStuck {
                    context.write(Self.wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .ok))), promise: nil)
                }
                if head.uri == "/flood" { flood(context) }
            case .body(let bytes):
                if !isStuck { context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil) }
            case .end:
                context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
            }
        }

        private func flood(_ context: ChannelHandlerContext) {
            let part = ByteBuffer(repeating: 0x61, count: 64 * 1024)
            let sent = sent
            for _ in 1...800 {
                let promise = context.eventLoop.makePromise(of: Void.self)
                promise.futureResult.whenSuccess { sent.add(part.readableBytes) }
                context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(part))), promise: promise)
            }
        }
    }
}
