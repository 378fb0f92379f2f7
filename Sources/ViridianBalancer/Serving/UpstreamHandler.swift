import NIOCore
import NIOHTTP1

/// Owns one connection to a target. It serves one request at a time for one client and rests in the shard's pool in between.
final class UpstreamHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPClientRequestPart

    let target: TargetKey
    /// Whether the connection has served a request before; then the target may have closed it meanwhile.
    private(set) var isReused = false

    private let shard: LoopShard
    private weak var client: ClientHandler?
    private var context: ChannelHandlerContext?
    private var isBusy = true
    private var isRetired = false
    private var isReusable = false
    private var holdsRead = false

    init(target: TargetKey, shard: LoopShard, client: ClientHandler) {
        self.target = target
        self.shard = shard
        self.client = client
    }

    var isOpen: Bool { context?.channel.isActive ?? false }
    var isWritable: Bool { context?.channel.isWritable ?? false }

    // MARK: For the client's handler

    /// Begins another request on a connection from the pool.
    func reuse(for client: ClientHandler) {
        self.client = client
        isReused = true
        isBusy = true
        isReusable = false
    }

    func write(_ part: HTTPClientRequestPart) { context?.write(Self.wrapOutboundOut(part), promise: nil) }

    func flush() { context?.flush() }

    /// The client can take more of the answer.
    func resumeReading() {
        guard holdsRead else { return }
        holdsRead = false
        context?.read()
    }

    /// The request has been sent and the answer received in full: the connection rests, if it may.
    func release() {
        client = nil
        isBusy = false
        resumeReading()
        if isReusable, !isRetired, isOpen, !shard.isStopping { shard.keep(self) } else { close() }
    }

    /// The request won't be finished.
    func abandon() {
        client = nil
        close()
    }

    func retire() {
        isRetired = true
        if !isBusy { close() }
    }

    func close() { context?.close(promise: nil) }

    func connectFailed(_ error: any Error) {
        shard.forget(self)
        context = nil
        let client = client
        self.client = nil
        client?.connectFailed(error)
    }

    // MARK: From the connection

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        // A client that left while we were connecting leaves a connection without use.
        if let client { client.upstreamIsReady(self) } else { close() }
    }

    func read(context: ChannelHandlerContext) {
        if let client, !client.canTakeMore { holdsRead = true } else { context.read() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // Bytes that nobody asked for: the connection can't be trusted any more.
        guard let client else { return close() }
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            isReusable = head.isKeepAlive
            client.received(head)
        case .body(let bytes):
            client.received(bytes)
        case .end(let trailers):
            client.receivedEnd(trailers)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) { client?.flushAnswer() }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { client?.resumeReading() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        shard.forget(self)
        let client = client
        self.client = nil
        client?.upstreamClosed(self)
        context.fireChannelInactive()
    }

    /// An answer that is not HTTP, or a reset: both end the connection, and `channelInactive` tells the client.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
