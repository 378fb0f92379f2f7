import NIOCore
import NIOHTTP1

/// Owns one client connection: takes its requests one after another, forwards each to a target, and returns the answers in order.
///
/// Nothing is buffered beyond one read: while the target can't take more of a body, the client is not read, and the other way
/// round.
final class ClientHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    private let shard: LoopShard
    private var context: ChannelHandlerContext?
    private var origin = ClientOrigin(address: "", port: "")
    private var phase = Phase.idle
    private var exchange: Exchange?
    /// Parts of pipelined requests, which wait until the one before is answered.
    private var queued = CircularBuffer<HTTPServerRequestPart>()
    private var isDraining = false
    private var holdsRead = false
    private var lastActivity = NIODeadline.now()
    /// One timer a connection: it looks how long the silence has been and sleeps for the rest, so that a request costs no timer.
    private var idleTimer: Scheduled<Void>?

    private enum Phase {
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

    // MARK: To the target

    private func begin(_ head: HTTPRequestHead) {
        do throws(RequestFault) {
            try head.check()
            let sent = try head.forwarded(from: origin) {
                shard.traceIDs.header(replacing: $0, sinceEpoch: shard.core.clock.sinceEpoch())
            }
            let (route, affinity) = shard.core.route(head)
            let cookies = affinity.map(AffinityCookie.headers) ?? []
            switch route {
            case .forward(let key, let target): forward(head, as: sent, to: key, target, cookies)
            case .unavailable(let group):
                let marks = group.map { shard.core.configuration.marks(ofGroup: $0) } ?? []
                answer(.serviceUnavailable, to: head, headers: marks + cookies)
            case .fixedResponse(let fixed):
                answer(
                    HTTPResponseStatus(statusCode: fixed.status), to: head,
                    headers: fixed.contentType.map { [("Content-Type", $0)] } ?? [],
                    body: fixed.body)
            case .redirect(let redirect):
                let host = head.headers.first(name: "host") ?? "localhost"
                let location = redirect.location(uri: head.uri, host: host, port: Int(origin.port) ?? 80)
                answer(
                    HTTPResponseStatus(statusCode: redirect.status), to: head, headers: [("Location", location)], body: "")
            }
        } catch {
            answer(error.status, to: head, closing: error.status == .badRequest)
        }
    }

    private func forward(
        _ head: HTTPRequestHead, as sent: HTTPRequestHead, to key: TargetKey, _ target: TargetID, _ cookies: [(String, String)]
    ) {
        if head.version.minor >= 1, head.headers.contains(name: "expect"),
            head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" })
        {
            context?.writeAndFlush(
                Self.wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: .continue))), promise: nil)
        }
        phase = .exchanging
        var exchange = Exchange(
            target: key, address: target, method: head.method, version: head.version, keepAlive: head.isKeepAlive, head: sent)
        exchange.cookies = cookies
        if let upstream = shard.takeIdle(key) {
            upstream.reuse(for: self)
            exchange.upstream = upstream
            exchange.isConnected = true
            exchange.sentAt = shard.core.clock.now()
            self.exchange = exchange
            upstream.write(.head(sent))
        } else {
            let upstream = UpstreamHandler(target: key, shard: shard, client: self)
            exchange.upstream = upstream
            self.exchange = exchange
            shard.connect(upstream, to: target)
        }
    }

    private func pass(_ part: HTTPClientRequestPart) {
        guard let current = exchange else { return }
        if current.isConnected {
            if case .body = part { exchange?.sentBody = true }
            if case .end = part { exchange?.sentAt = shard.core.clock.now() }
            current.upstream?.write(part)
        } else {
            exchange?.waiting.append(part)
        }
    }

    /// A connection that was asked for is open.
    func upstreamIsReady(_ upstream: UpstreamHandler) {
        guard var current = exchange, current.upstream === upstream else { return upstream.abandon() }
        current.isConnected = true
        current.sentAt = shard.core.clock.now()
        let waiting = current.waiting
        current.waiting.removeAll()
        current.sentBody = waiting.contains { if case .body = $0 { true } else { false } }
        exchange = current
        upstream.write(.head(current.head))
        for part in waiting { upstream.write(part) }
        upstream.flush()
        resumeReading()
    }

    private func flushRequest() {
        guard let upstream = exchange?.upstream, exchange?.isConnected ?? false else { return }
        let isFirst = !(exchange?.hasFlushed ?? true)
        exchange?.isFirstFlush = isFirst
        exchange?.hasFlushed = true
        upstream.flush()
        exchange?.isFirstFlush = false
    }

    func connectFailed(_ error: any Error) {
        guard let current = exchange else { return }
        if case .connectTimeout? = error as? ChannelError {
            fail(current, with: .gatewayTimeout, .connectionFailed(504))
        } else {
            fail(current, with: .badGateway, .connectionFailed(502))
        }
    }

    /// The target has closed the connection before the answer was complete.
    func upstreamClosed(_ upstream: UpstreamHandler) {
        guard let current = exchange, current.upstream === upstream else { return }
        if current.answerBegan {
            if !current.answerEnded {
                shard.core.count(.brokeOff, to: current.target, at: shard.core.clock.now())
                close()
            }
        } else if upstream.isReused, current.isFirstFlush, !current.sentBody {
            reconnect(current)
        } else {
            fail(current, with: .badGateway, .made(502))
        }
    }

    /// The first write on a connection from the pool failed: the target closed it while it rested and has seen nothing of the
    /// request.
    private func reconnect(_ current: Exchange) {
        let upstream = UpstreamHandler(target: current.target, shard: shard, client: self)
        exchange?.upstream = upstream
        exchange?.isConnected = false
        if current.requestEnded { exchange?.waiting.append(.end(nil)) }
        shard.connect(upstream, to: current.address)
    }

    private func fail(_ current: Exchange, with status: HTTPResponseStatus, _ outcome: RequestOutcome) {
        shard.core.count(outcome, to: current.target, at: shard.core.clock.now())
        shard.core.ended(current.target)
        exchange = nil
        write(
            status, method: current.method, keepAlive: current.keepAlive, version: current.version,
            headers: shard.core.configuration.marks(ofGroup: current.target.group) + current.cookies, body: nil)
        context?.flush()
        if current.requestEnded {
            nextRequest(closing: !current.keepAlive)
        } else {
            phase = .dropping(closing: !current.keepAlive)
            resumeReading()
        }
    }

    // MARK: From the target

    /// Whether the client takes more of the answer now.
    var canTakeMore: Bool { context?.channel.isWritable ?? true }

    func received(_ head: HTTPResponseHead) {
        guard let current = exchange else { return }
        lastActivity = .now()
        let now = shard.core.clock.now()
        shard.core.count(.answered(status: Int(head.status.code), after: now - current.sentAt), to: current.target, at: now)
        var (returned, closes) = head.returned(
            to: current.method, version: current.version, keepAlive: current.keepAlive && !isDraining)
        for (name, value) in shard.core.configuration.marks(ofGroup: current.target.group) {
            returned.headers.replaceOrAdd(name: name, value: value)
        }
        for (name, value) in current.cookies { returned.headers.add(name: name, value: value) }
        exchange?.answerBegan = true
        exchange?.keepAlive = !closes
        context?.write(Self.wrapOutboundOut(.head(returned)), promise: nil)
    }

    func received(_ bytes: ByteBuffer) {
        lastActivity = .now()
        context?.write(Self.wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
    }

    func receivedEnd(_ trailers: HTTPHeaders?) {
        guard exchange != nil else { return }
        context?.write(Self.wrapOutboundOut(.end(trailers)), promise: nil)
        exchange?.answerEnded = true
        if exchange?.requestEnded ?? false { return finish() }
        // Answered before the request was complete: the rest is dropped, and so is the connection to the target.
        guard let current = exchange else { return }
        exchange = nil
        phase = .dropping(closing: !current.keepAlive)
        shard.core.ended(current.target)
        current.upstream?.abandon()
        context?.flush()
        resumeReading()
    }

    func flushAnswer() { context?.flush() }

    private func finish() {
        guard let current = exchange else { return }
        exchange = nil
        shard.core.ended(current.target)
        current.upstream?.release()
        context?.flush()
        nextRequest(closing: !current.keepAlive || isDraining)
    }

    // MARK: Between requests

    private func nextRequest(closing: Bool) {
        if closing { return closeAfterFlush() }
        phase = .idle
        lastActivity = .now()
        while !(exchange?.requestEnded ?? false), let part = queued.popFirst() { take(part) }
        flushRequest()
        if isDraining, case .idle = phase { closeAfterFlush() }
        resumeReading()
    }

    private func answer(
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

    private func write(
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
