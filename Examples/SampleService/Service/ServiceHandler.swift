import NIOCore
import NIOHTTP1
import Synchronization

/// What all connections of one service share.
final class ServiceState: Sendable {
    let settings: SampleServiceSettings
    let errors: Mutex<ErrorShare>
    let connections = Mutex<[ObjectIdentifier: any Channel]>([:])
    let isStopping = Mutex(false)

    init(settings: SampleServiceSettings) {
        self.settings = settings
        errors = Mutex(ErrorShare(settings.errorShare))
    }
}

/// Sent to every connection when the service stops.
struct StopEvent: Sendable {}

/// Answers the requests of one connection. Bodies are read and dropped.
final class ServiceHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let state: ServiceState
    private var head: HTTPRequestHead?
    private var isAnswering = false

    init(state: ServiceState) { self.state = state }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        state.connections.withLock { $0[ObjectIdentifier(channel)] = channel }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        let id = ObjectIdentifier(context.channel)
        state.connections.withLock { $0[id] = nil }
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is StopEvent, head == nil, !isAnswering { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
        case .body:
            break
        case .end:
            guard let head else { return }
            self.head = nil
            isAnswering = true
            answer(head, context: context)
        }
    }

    private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        let path = head.uri.prefix { $0 != "?" }
        let settings = state.settings
        if path == "/health" {
            if settings.isNeverHealthy {
                write(.serviceUnavailable, "not healthy\n", to: head, context: context)
            } else {
                write(.ok, "ok\n", to: head, context: context)
            }
            return
        }
        let (status, text): (HTTPResponseStatus, String) =
            if state.errors.withLock({ $0.nextFails() }) {
                (.internalServerError, "this error was asked for\n")
            } else if path == "/version" {
                (.ok, settings.version + "\n")
            } else if path == "/" {
                (.ok, "hello from \(settings.version)\n")
            } else {
                (.notFound, "nothing here\n")
            }
        guard settings.latency > .zero else { return write(status, text, to: head, context: context) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: TimeAmount(settings.latency)) {
            let (handler, context) = bound.value
            handler.write(status, text, to: head, context: context)
        }
    }

    private func write(_ status: HTTPResponseStatus, _ text: String, to head: HTTPRequestHead, context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        isAnswering = false
        let closes = !head.isKeepAlive || state.isStopping.withLock { $0 }
        var headers: HTTPHeaders = ["Content-Type": "text/plain", "Content-Length": String(text.utf8.count)]
        if closes { headers.add(name: "Connection", value: "close") }
        if !closes, head.version.minor == 0 { headers.add(name: "Connection", value: "keep-alive") }
        let answer = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(answer)), promise: nil)
        if head.method != .HEAD {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
        let done: EventLoopPromise<Void>? = closes ? context.eventLoop.makePromise() : nil
        let channel = context.channel
        done?.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: done)
    }
}
