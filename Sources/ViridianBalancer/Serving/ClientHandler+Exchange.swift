import NIOCore
import NIOHTTP1

// One exchange: the request on its way to a target, and the answer on its way back.

extension ClientHandler {
    // MARK: To the target

    func begin(_ head: HTTPRequestHead) {
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

    func pass(_ part: HTTPClientRequestPart) {
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

    func flushRequest() {
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

    func fail(_ current: Exchange, with status: HTTPResponseStatus, _ outcome: RequestOutcome) {
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

    func finish() {
        guard let current = exchange else { return }
        exchange = nil
        shard.core.ended(current.target)
        current.upstream?.release()
        context?.flush()
        nextRequest(closing: !current.keepAlive || isDraining)
    }
}
