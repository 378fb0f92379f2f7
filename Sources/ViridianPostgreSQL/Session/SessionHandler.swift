import NIOCore
import NIOSSL
import NIOTLS

/// Carries out what a ``Session`` decides. It owns the promises of whoever waits.
final class SessionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    /// Statements, and the promise of their answer.
    struct Query: Sendable {
        var statements: String
        var answer: EventLoopPromise<[[String?]]>
    }

    private var session: Session
    private let tls: NIOSSLContext?
    private let host: String
    private var ready: EventLoopPromise<Void>?
    private var answer: EventLoopPromise<[[String?]]>?
    private var ending: PostgreSQLError?

    init(session: Session, tls: NIOSSLContext?, host: String, ready: EventLoopPromise<Void>) {
        self.session = session
        self.tls = tls
        self.host = host
        self.ready = ready
    }

    func channelActive(context: ChannelHandlerContext) { handle(.opened, context) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        handle(.received(Array(unwrapInboundIn(data).readableBytesView)), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { handle(.encrypted, context) }
        context.fireUserInboundEventTriggered(event)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard let query = event as? Query else { return context.triggerUserOutboundEvent(event, promise: promise) }
        promise?.succeed()
        if let ending { return query.answer.fail(ending) }
        guard answer == nil else {
            return query.answer.fail(PostgreSQLError(.malformed, "Another statement is being carried out on this connection."))
        }
        answer = query.answer
        handle(.query(query.statements), context)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        let farewell = context.channel.allocator.buffer(bytes: FrontendMessage.terminate.bytes)
        if ending == nil { context.writeAndFlush(wrapOutboundOut(farewell), promise: nil) }
        context.close(mode: mode, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { handle(.failed(told(error)), context) }

    func channelInactive(context: ChannelHandlerContext) {
        handle(.failed(PostgreSQLError(.closed, "The server closed the connection.")), context)
        context.fireChannelInactive()
    }

    private func told(_ error: any Error) -> PostgreSQLError {
        if let error = error as? PostgreSQLError { return error }
        if error is NIOSSLError || error is NIOSSLExtraError || error is BoringSSLError {
            return PostgreSQLError(
                .tls,
                "\(host) didn't prove by its certificate that it is \(host): \(error). Give those that sign it."
            )
        }
        return PostgreSQLError(.closed, "The connection ended: \(error)")
    }

    private func handle(_ event: Session.Event, _ context: ChannelHandlerContext) {
        for effect in session.handle(event) {
            switch effect {
            case .write(let message):
                context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: message.bytes)), promise: nil)
            case .encrypt: encrypt(context)
            case .becomeReady:
                ready?.succeed()
                ready = nil
            case .answer(let rows):
                answer?.succeed(rows)
                answer = nil
            case .refuse(let error):
                answer?.fail(error)
                answer = nil
            case .end(let error): end(error, context)
            }
        }
    }

    private func encrypt(_ context: ChannelHandlerContext) {
        guard let tls else { return }
        do {
            let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
            let handler = try NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host)
            try context.pipeline.syncOperations.addHandler(handler, position: .first)
        } catch {
            handle(.failed(told(error)), context)
        }
    }

    private func end(_ error: PostgreSQLError, _ context: ChannelHandlerContext) {
        ending = error
        ready?.fail(error)
        answer?.fail(error)
        (ready, answer) = (nil, nil)
        context.close(promise: nil)
    }
}
