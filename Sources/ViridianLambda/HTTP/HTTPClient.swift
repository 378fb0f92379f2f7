import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Requests to one endpoint, one after the other, over one connection for as long as that lasts.
///
/// It owns the connection; ``close()`` ends it.
public struct HTTPClient: Sendable {
    private let endpoint: HTTPEndpoint
    private let bodyBytesMaximum: Int
    private var channel: (any Channel)?

    /// A client that is not connected yet. An answer with a longer body is an error.
    public init(endpoint: HTTPEndpoint, bodyBytesMaximum: Int) {
        self.endpoint = endpoint
        self.bodyBytesMaximum = bodyBytesMaximum
    }

    /// Sends a request and waits for the whole answer, for as long as it takes where there is no time limit.
    public mutating func send(_ request: HTTPRequest, timeout: Duration?) async throws -> HTTPResponse {
        let channel = try await connected(timeout: timeout)
        var head = HTTPRequestHead(version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.path)
        for field in request.headers where field.name.lowercased() != "host" {
            head.headers.add(name: field.name, value: field.value)
        }
        head.headers.add(name: "Host", value: endpoint.authority)
        head.headers.add(name: "Content-Length", value: String(request.body.count))
        let promise = channel.eventLoop.makePromise(of: HTTPResponse.self)
        let limit = timeout.map { limit in
            channel.eventLoop.scheduleTask(in: TimeAmount(limit)) {
                promise.fail(HTTPError.timedOut)
                channel.close(promise: nil)
            }
        }
        // A channel that was closed meanwhile has lost its handlers: then only the write knows that it came too late.
        channel.writeAndFlush(HTTPExchange(head: head, body: ByteBuffer(bytes: request.body), answer: promise))
            .whenFailure { _ in promise.fail(HTTPError.closed) }
        defer { limit?.cancel() }
        return try await promise.futureResult.get()
    }

    /// Ends the connection, if there is one.
    public mutating func close() async {
        try? await channel?.close()
        channel = nil
    }

    private mutating func connected(timeout: Duration?) async throws -> any Channel {
        if let channel, channel.isActive { return channel }
        let bytes = bodyBytesMaximum
        let tls = try context()
        let name = endpoint.host
        let new = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(timeout.map { TimeAmount($0) } ?? .seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(try NIOSSLClientHandler(context: tls, name: name)) }
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: bytes))
                    try pipeline.addHandler(ExchangeHandler())
                }
            }
            .connect(host: endpoint.host, port: endpoint.port).get()
        channel = new
        return new
    }

    private func context() throws -> NIOSSLContext? {
        guard case .tls(let roots) = endpoint.security else { return nil }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let roots { configuration.trustRoots = .file(roots) }
        return try NIOSSLContext(configuration: configuration)
    }
}

extension NIOSSLClientHandler {
    /// The certificate must be in the host's name; an address is no name that one could ask for.
    fileprivate convenience init(context: NIOSSLContext, name: String) throws {
        let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
        try self.init(context: context, serverHostname: isAddress ? nil : name)
    }
}

/// A request on its way to the connection, with the promise of its answer.
private struct HTTPExchange: Sendable {
    var head: HTTPRequestHead
    var body: ByteBuffer
    var answer: EventLoopPromise<HTTPResponse>
}

/// Answers come in the order of requests, and there is only one at a time. It owns the promise of the answer.
private final class ExchangeHandler: ChannelDuplexHandler {
    typealias InboundIn = NIOHTTPClientResponseFull
    typealias OutboundIn = HTTPExchange
    typealias OutboundOut = HTTPClientRequestPart

    private var answer: EventLoopPromise<HTTPResponse>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let exchange = unwrapOutboundIn(data)
        answer = exchange.answer
        context.write(wrapOutboundOut(.head(exchange.head)), promise: nil)
        if exchange.body.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(exchange.body))), promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let full = unwrapInboundIn(data)
        let fields = full.head.headers.map { HTTPField($0.name, $0.value) }
        let waiting = answer
        answer = nil
        if !full.head.isKeepAlive { context.close(promise: nil) }
        waiting?.succeed(
            HTTPResponse(
                status: Int(full.head.status.code), headers: fields, body: full.body.map { Array($0.readableBytesView) } ?? []))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(with: error is NIOHTTPObjectAggregatorError ? HTTPError.tooLarge : error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(with: HTTPError.closed)
        context.fireChannelInactive()
    }

    private func fail(with error: any Error) {
        answer?.fail(error)
        answer = nil
    }
}
