import NIOCore
import NIOHTTP1

/// Owns one client connection: takes its requests one after another, forwards each to a target, and returns the answers in order.
///
/// Nothing is buffered beyond one read: while the target can't take more of a body, the client is not read, and the other way
/// round. What becomes of one request is in ClientHandler+Exchange.swift.
final class ClientHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    let shard: LoopShard
    var context: ChannelHandlerContext?
    var origin = ClientOrigin(address: "", port: "")
    var phase = Phase.idle
    var exchange: Exchange?
    /// Parts of pipelined requests, which wait until the one before is answered.
    private var queued = CircularBuffer<HTTPServerRequestPart>()
    var isDraining = false
    private var holdsRead = false
    var lastActivity = NIODeadline.now()
    /// One timer a connection: it looks how long the silence has been and sleeps for the rest, so that a request costs no timer.
    private var idleTimer: Scheduled<Void>?

    enum Phase {
        /// The state while the client owes the next request.
        case idle
        /// The state while a request is with a target.
        case exchanging
        /// The state while the rest of a request is read and dropped, because it has been answered already.
        case dropping(closing: Bool)
        /// The state while the last answer is being flushed.
        case closing
    }

    init(shard: LoopShard) { self.shard = shard }

    // MARK: From the client

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { enter(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        enter(context)
        context.fireChannelActive()
    }

    private func enter(_ context: ChannelHandlerContext) {
        origin = ClientOrigin(
            address: context.remoteAddress?.ipAddress ?? "127.0.0.1", port: String(context.localAddress?.port ?? 0))
        shard.entered(self)
        watchIdleness(in: TimeAmount(shard.core.configuration.idleTimeout))
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let exchange {
            if !exchange.answerBegan { shard.core.count(.abandoned, to: exchange.target, at: shard.core.clock.now()) }
            shard.core.ended(exchange.target)
            exchange.upstream?.abandon()
        }
        exchange = nil
        queued.removeAll()
        phase = .closing
        idleTimer?.cancel()
        shard.left(self)
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { holdsRead = true }
    }

    private var mayRead: Bool {
        guard queued.isEmpty else { return false }
        guard let exchange, !exchange.requestEnded else { return true }
        return exchange.isConnected && exchange.upstream?.isWritable ?? false
    }

    /// The target can take more of the request.
    func resumeReading() {
        guard holdsRead, mayRead else { return }
        holdsRead = false
        context?.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastActivity = .now()
        let part = Self.unwrapInboundIn(data)
        if exchange?.requestEnded ?? false { queued.append(part) } else { take(part) }
    }

    func channelReadComplete(context: ChannelHandlerContext) { flushRequest() }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { exchange?.upstream?.resumeReading() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else { return close() }
        guard case .idle = phase else { return close() }
        answer(error == .headerOverflow ? .payloadTooLarge : .badRequest, closing: true)
        phase = .closing
        context.flush()
        close()
    }

    private func take(_ part: HTTPServerRequestPart) {
        switch (phase, part) {
        case (.idle, .head(let head)):
            begin(head)
        case (.exchanging, .body(let bytes)):
            pass(.body(.byteBuffer(bytes)))
        case (.exchanging, .end(let trailers)):
            exchange?.requestEnded = true
            pass(.end(trailers))
            if exchange?.answerEnded ?? false { finish() }
        case (.dropping(let closing), .end):
            if closing || isDraining { closeAfterFlush() } else { phase = .idle }
        default:
            break
        }
    }

    // MARK: Between requests

    func nextRequest(closing: Bool) {
        if closing { return closeAfterFlush() }
        phase = .idle
        lastActivity = .now()
        while !(exchange?.requestEnded ?? false), let part = queued.popFirst() { take(part) }
        flushRequest()
        if isDraining, case .idle = phase { closeAfterFlush() }
        resumeReading()
    }

    func answer(
        _ status: HTTPResponseStatus, to head: HTTPRequestHead? = nil, closing: Bool = false, headers: [(String, String)] = [],
        body: String? = nil
    ) {
        let keepAlive = !closing && !isDraining && head?.isKeepAlive ?? false
        write(
            status, method: head?.method ?? .GET, keepAlive: keepAlive, version: head?.version ?? .http1_1, headers: headers,
            body: body)
        context?.flush()
        phase = .dropping(closing: !keepAlive)
    }

    func write(
        _ status: HTTPResponseStatus, method: HTTPMethod, keepAlive: Bool, version: HTTPVersion,
        headers extra: [(String, String)],
        body: String?
    ) {
        guard let context else { return }
        let text = body ?? "\(status.code) \(status.reasonPhrase)\n"
        var headers = HTTPHeaders(extra)
        if body == nil { headers.add(name: "Content-Type", value: "text/plain") }
        headers.add(name: "Content-Length", value: String(text.utf8.count))
        if !keepAlive {
            headers.add(name: "Connection", value: "close")
        } else if version.minor == 0 {
            headers.add(name: "Connection", value: "keep-alive")
        }
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if method != .HEAD, !text.isEmpty {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
        context.write(Self.wrapOutboundOut(.end(nil)), promise: nil)
    }

    // MARK: Ending

    /// The balancer stops: the request in flight may end.
    func stop() {
        isDraining = true
        if case .idle = phase { close() }
    }

    func close() { context?.close(promise: nil) }

    private func closeAfterFlush() {
        phase = .closing
        guard let context else { return }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer())))).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }

    private func watchIdleness(in delay: TimeAmount) {
        guard let context else { return }
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        idleTimer = context.eventLoop.scheduleTask(in: delay) { bound.value.checkIdleness() }
    }

    private func checkIdleness() {
        guard context != nil else { return }
        let timeout = TimeAmount(shard.core.configuration.idleTimeout)
        let silence = NIODeadline.now() - lastActivity
        if silence < timeout { return watchIdleness(in: timeout - silence) }
        guard let current = exchange, !current.answerBegan else { return close() }
        current.upstream?.abandon()
        if current.requestEnded {
            fail(current, with: .gatewayTimeout, .made(504))
        } else {
            shard.core.count(.abandoned, to: current.target, at: shard.core.clock.now())
            shard.core.ended(current.target)
            exchange = nil
            write(.requestTimeout, method: current.method, keepAlive: false, version: current.version, headers: [], body: nil)
            closeAfterFlush()
        }
        lastActivity = .now()
        watchIdleness(in: timeout)
    }
}
