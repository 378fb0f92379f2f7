import Histogram
import NIOCore
import NIOHTTP1
import NIOPosix
import ViridianRelease

/// Sends requests at a fixed rate, whether or not earlier ones were answered (an open loop), so that a slow service can't hide by
/// slowing the load down. The class owns its connections; all of it runs on one event loop.
final class LoadGenerator: @unchecked Sendable {
    struct Target: Sendable {
        var port: Int
        var path: String
        var rate: Int
        /// Whether users are bound to a colour: half of the load are then users who come back with their cookies.
        var isSticky: Bool
    }

    /// Where a request comes from: a user who comes back, by number, or a new one.
    typealias User = Int

    static let colourHeader = "x-viridian-target-group"
    static let affinityCookie = "AWSALBTG="
    private static let timeLimit = TimeAmount.seconds(10)
    /// How many users come back, again and again, as long as the load lasts.
    private static let users = 50
    private let target: Target
    private let loop: any EventLoop
    private var idle: [LoadConnection] = []
    private var timer: RepeatedTask?
    private var began = NIODeadline.now()
    private var sent = 0
    private var open = 0
    private var drained: EventLoopPromise<Void>?
    private var tallies: [Colour?: Tally] = [:]
    private var failuresByKind: [String: Int] = [:]
    private var cookies: [String?]
    /// When a colour's weight became 0.
    private var lostWeightAt: [Colour: NIODeadline] = [:]

    /// Counts of one colour, or of requests that no colour answered.
    private struct Tally {
        var requests = 0
        var failures = 0
        var stayed = 0
        var stayedNanoseconds: Int64 = 0
        var latency = Histogram<UInt32>(highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: .three)
    }

    init(target: Target, loop: any EventLoop) {
        self.target = target
        self.loop = loop
        cookies = Array(repeating: nil, count: target.isSticky ? Self.users : 0)
    }

    /// Begins to send; a second call changes nothing.
    func start() {
        loop.execute { [self] in
            guard timer == nil, drained == nil else { return }
            began = .now()
            timer = loop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(1)) { _ in self.sendDue() }
        }
    }

    /// Stops sending and waits for the answers that are under way.
    func stop() async throws {
        try await loop.flatSubmit { [self] in
            timer?.cancel()
            timer = nil
            let promise = drained ?? loop.makePromise(of: Void.self)
            if drained == nil {
                drained = promise
                finishIfDrained()
            }
            return promise.futureResult
        }.get()
    }

    /// The weights have changed: who still reaches a colour without any is a user who stays.
    func noteShift(to weights: Weights) {
        let now = NIODeadline.now()
        loop.execute { [self] in
            for colour in Colour.allCases {
                lostWeightAt[colour] = weights[colour] > 0 ? nil : lostWeightAt[colour] ?? now
            }
        }
    }

    func report() async throws -> LoadReport {
        try await loop.submit { [self] in
            var report = LoadReport(failuresByKind: failuresByKind, rate: target.rate)
            var sum = Tally()
            for (colour, tally) in tallies {
                sum.requests += tally.requests
                sum.failures += tally.failures
                sum.latency.add(tally.latency)
                if let colour { report.colours[colour] = Self.part(tally) }
            }
            report.total = Self.part(sum)
            return report
        }.get()
    }

    private static func part(_ tally: Tally) -> LoadReport.Part {
        func milliseconds(_ percentile: Double) -> Double? {
            tally.requests > 0 ? Double(tally.latency.valueAtPercentile(percentile)) / 1000 : nil
        }
        return LoadReport.Part(
            requests: tally.requests, failures: tally.failures, stayed: tally.stayed,
            stayedMilliseconds: tally.stayed > 0 ? tally.stayedNanoseconds / 1_000_000 : nil,
            p50Milliseconds: milliseconds(50), p99Milliseconds: milliseconds(99))
    }

    private func sendDue() {
        let elapsed = (NIODeadline.now() - began).nanoseconds
        let due = Int(elapsed * Int64(target.rate) / 1_000_000_000) + 1
        while sent < due {
            let intended = began + .nanoseconds(Int64(sent) * 1_000_000_000 / Int64(target.rate))
            let user = cookies.isEmpty || sent % 2 == 0 ? nil : sent / 2 % cookies.count
            sent += 1
            open += 1
            send(LoadConnection.Request(intended: intended, user: user, cookie: user.flatMap { cookies[$0] }))
        }
    }

    private func send(_ request: LoadConnection.Request) {
        if let connection = idle.popLast() { return connection.send(request) }
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connectTimeout(Self.timeLimit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    let connection = LoadConnection(generator: self, path: self.target.path, timeLimit: Self.timeLimit)
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
        bootstrap.connect(host: "127.0.0.1", port: target.port).whenComplete { [self] result in
            switch result {
            case .success(let channel):
                guard let connection = try? channel.pipeline.syncOperations.handler(type: LoadConnection.self) else { return }
                connection.send(request)
            case .failure: finished(request, colour: nil, cookie: nil, failure: "connection refused")
            }
        }
    }

    fileprivate func release(_ connection: LoadConnection) {
        if drained == nil { idle.append(connection) } else { connection.close() }
    }

    fileprivate func forget(_ connection: LoadConnection) { idle.removeAll { $0 === connection } }

    fileprivate func finished(_ request: LoadConnection.Request, colour: Colour?, cookie: String?, failure: String?) {
        open -= 1
        if let user = request.user, let cookie { cookies[user] = cookie }
        if let colour, let lost = lostWeightAt[colour], request.intended > lost {
            tallies[colour, default: Tally()].stayed += 1
            tallies[colour]?.stayedNanoseconds = (request.intended - lost).nanoseconds
        }
        let microseconds = max(1, (NIODeadline.now() - request.intended).nanoseconds / 1000)
        tallies[colour, default: Tally()].requests += 1
        tallies[colour, default: Tally()].latency.record(UInt64(min(microseconds, 60_000_000)))
        if let failure {
            tallies[colour, default: Tally()].failures += 1
            failuresByKind[failure, default: 0] += 1
        }
        finishIfDrained()
    }

    private func finishIfDrained() {
        guard let drained, open == 0 else { return }
        for connection in idle { connection.close() }
        idle = []
        drained.succeed()
    }
}

/// One keep-alive connection of the load, with at most one request under way. The class belongs to its channel's pipeline.
final class LoadConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// What is under way.
    struct Request {
        var intended: NIODeadline
        var user: LoadGenerator.User?
        /// What the balancer gave the user to come back with.
        var cookie: String?
    }

    private let generator: LoadGenerator
    private let path: String
    private let timeLimit: TimeAmount
    private var context: ChannelHandlerContext?
    private var request: Request?
    private var colour: Colour?
    private var cookie: String?
    private var status = 0
    private var keepsAlive = true
    private var timeout: Scheduled<Void>?

    init(generator: LoadGenerator, path: String, timeLimit: TimeAmount) {
        self.generator = generator
        self.path = path
        self.timeLimit = timeLimit
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }
    func close() { context?.close(promise: nil) }

    func send(_ request: Request) {
        self.request = request
        guard let context, context.channel.isActive else { return end("connection closed") }
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: ["Host": "rehearsal.local"])
        if let cookie = request.cookie { head.headers.add(name: "Cookie", value: cookie) }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        let loopBound = NIOLoopBound(self, eventLoop: context.eventLoop)
        timeout = context.eventLoop.scheduleTask(in: timeLimit) {
            loopBound.value.end("no answer in 10 s")
            loopBound.value.close()
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            status = Int(head.status.code)
            keepsAlive = head.isKeepAlive
            colour = head.headers.first(name: LoadGenerator.colourHeader).flatMap(Colour.init)
            if request?.user != nil {
                cookie = head.headers["Set-Cookie"].lazy.compactMap { $0.split(separator: ";").first.map(String.init) }
                    .first { $0.hasPrefix(LoadGenerator.affinityCookie) }
            }
        case .body: break
        case .end:
            end(status >= 500 ? "\(status)" : nil)
            if keepsAlive { generator.release(self) } else { context.close(promise: nil) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        generator.forget(self)
        end("connection closed")
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func end(_ failure: String?) {
        guard let request else { return }
        timeout?.cancel()
        timeout = nil
        self.request = nil
        generator.finished(request, colour: colour, cookie: cookie, failure: failure)
        (colour, cookie) = (nil, nil)
    }
}
