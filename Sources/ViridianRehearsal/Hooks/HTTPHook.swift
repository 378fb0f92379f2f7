import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import ViridianRelease

/// A hook that is asked by POST, on a connection of its own. Redirects are not followed.
struct HTTPHook {
    var address: HookAddress
    var key: String
    var body: Data

    private static let connectTime = Duration.seconds(10)

    /// Asks once.
    ///
    /// - Throws: ``HookTrouble`` where no answer came in time, or none at all.
    func ask(_ group: any EventLoopGroup, timeout: Duration) async throws -> HookAnswer {
        let loop = group.next()
        let promise = loop.makePromise(of: HookAnswer.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: loop)
                .connectTimeout(TimeAmount(min(timeout, Self.connectTime)))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(HTTPHookReader(promise))
                    }
                }
                .connect(host: address.host, port: address.port).get()
        } catch {
            promise.fail(error)
            throw HookTrouble(what: "\(address.text) can't be reached")
        }
        let late = loop.scheduleTask(in: TimeAmount(timeout)) {
            promise.fail(HookTrouble(what: "\(address.text) did not answer in time"))
        }
        defer {
            late.cancel()
            channel.close(promise: nil)
        }
        send(on: channel)
        return try await withTaskCancellationHandler {
            try await promise.futureResult.get()
        } onCancel: {
            promise.fail(HookTrouble(what: "nobody waits for the answer any more"))
        }
    }

    private func send(on channel: any Channel) {
        let headers: HTTPHeaders = [
            "Host": address.authority, "Content-Type": "application/json", "Content-Length": String(body.count),
            "Idempotency-Key": key, "User-Agent": "viridian", "Connection": "close",
        ]
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: address.target, headers: headers)
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body))), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }
}

/// Reads one answer. The class belongs to its channel's pipeline.
private final class HTTPHookReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let promise: EventLoopPromise<HookAnswer>
    private var head: HTTPResponseHead?
    private var body = Data()

    init(_ promise: EventLoopPromise<HookAnswer>) { self.promise = promise }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): if head.status.code >= 200 { self.head = head }
        case .body(let part):
            guard body.count + part.readableBytes <= HookAnswer.lengthMaximum else {
                return promise.succeed(HookAnswer(reply: .invalid(reply: "more than 64 KiB")))
            }
            body.append(contentsOf: part.readableBytesView)
        case .end:
            guard let head else { return }
            let retryAfter = head.headers.first(name: "Retry-After")
            promise.succeed(HookAnswer.http(status: Int(head.status.code), retryAfter: retryAfter, body: body))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(HookTrouble(what: "the connection was closed before an answer"))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(HookTrouble(what: "its answer is no HTTP"))
        context.close(promise: nil)
    }
}
