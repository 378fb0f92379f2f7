import NIOCore
import NIOHTTP1
import NIOPosix
import ViridianBehaviour

/// Owns the repeated health check of one target on one event loop: a GET on a fresh connection at every interval.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
final class HealthProbe {
    private let target: TargetID
    private let check: HealthCheck
    private let eventLoop: any EventLoop
    private let report: @Sendable (HealthCheckOutcome) -> Void
    private var repetition: RepeatedTask?

    init(
        target: TargetID, check: HealthCheck, eventLoop: any EventLoop, report: @escaping @Sendable (HealthCheckOutcome) -> Void
    ) {
        self.target = target
        self.check = check
        self.eventLoop = eventLoop
        self.report = report
    }

    func start() {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        repetition = eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: TimeAmount(check.interval)) { _ in
            bound.value.checkOnce()
        }
    }

    func stop() {
        repetition?.cancel()
        repetition = nil
    }

    private func checkOnce() {
        let promise = eventLoop.makePromise(of: HealthCheckOutcome.self)
        let port = check.port ?? target.port
        let handler = NIOLoopBound(
            HealthCheckHandler(path: check.path, host: "\(target.host):\(port)", matcher: check.matcher, promise: promise),
            eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(TimeAmount(check.timeout))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(HTTPRequestEncoder())
                    try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
                    try pipeline.addHandler(handler.value)
                }
            }
        let connecting = bootstrap.connect(to: TargetID(host: target.host, port: port))
        let deadline = eventLoop.scheduleTask(in: TimeAmount(check.timeout)) { handler.value.decide(.timedOut) }
        connecting.whenFailure { error in
            if case .connectTimeout? = error as? ChannelError {
                handler.value.decide(.timedOut)
            } else {
                handler.value.decide(.failed)
            }
        }
        let report = report
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        promise.futureResult.whenSuccess { outcome in
            deadline.cancel()
            if bound.value.repetition != nil { report(outcome) }
        }
    }
}

/// Asks once and decides once.
private final class HealthCheckHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let path: String
    private let host: String
    private let matcher: StatusMatcher
    private var promise: EventLoopPromise<HealthCheckOutcome>?
    private var context: ChannelHandlerContext?

    init(path: String, host: String, matcher: StatusMatcher, promise: EventLoopPromise<HealthCheckOutcome>) {
        self.path = path
        self.host = host
        self.matcher = matcher
        self.promise = promise
    }

    func decide(_ outcome: HealthCheckOutcome) {
        promise?.succeed(outcome)
        promise = nil
        context?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        let headers: HTTPHeaders = ["Host": host, "User-Agent": "ELB-HealthChecker/2.0", "Connection": "close"]
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = Self.unwrapInboundIn(data) else { return }
        let status = Int(head.status.code)
        decide(matcher.accepts(status) ? .passed : .mismatch(status: status))
    }

    func channelInactive(context: ChannelHandlerContext) {
        decide(.failed)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { decide(.failed) }
}

extension ClientBootstrap {
    /// Connects to a target; an IP address needs no resolver and so no other thread.
    func connect(to target: TargetID) -> EventLoopFuture<any Channel> {
        if let address = try? SocketAddress(ipAddress: target.host, port: target.port) { return connect(to: address) }
        return connect(host: target.host, port: target.port)
    }
}
