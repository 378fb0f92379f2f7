import NIOCore
import NIOPosix
import NIOSSL

/// A connection on which statements are asked, one after the other. It owns a socket; ``close()`` ends it.
public struct PostgreSQLConnection: Sendable {
    private let channel: any Channel
    private let timeout: Duration

    /// Connects, encrypts and logs in. Each of that, and each statement, may take as long as `timeout`.
    public static func connect(
        to endpoint: PostgreSQLEndpoint, as login: Login, timeout: Duration
    ) async throws(PostgreSQLError) -> PostgreSQLConnection {
        let tls: NIOSSLContext?
        switch endpoint.security {
        case .verified(let roots): tls = try context(rootCertificates: roots)
        case .plainOnLoopback:
            guard endpoint.isLoopback else {
                throw PostgreSQLError(.insecure, "\(endpoint.host) isn't this machine, and only to that one talks in clear.")
            }
            tls = nil
        }
        var random = SystemRandomNumberGenerator()
        let nonce = Base64.encode((0..<18).map { _ in UInt8.random(in: .min ... .max, using: &random) })
        let session = Session(login: login, encrypts: tls != nil, nonce: nonce)
        let ready = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Void.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: ready.futureResult.eventLoop)
                .connectTimeout(TimeAmount(timeout))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = SessionHandler(session: session, tls: tls, host: endpoint.host, ready: ready)
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .connect(host: endpoint.host, port: endpoint.port).get()
        } catch {
            ready.fail(error)
            throw PostgreSQLError(.unreachable, "Nobody answers at \(endpoint.host), port \(endpoint.port): \(error)")
        }
        let connection = PostgreSQLConnection(channel: channel, timeout: timeout)
        try await connection.wait(for: ready)
        return connection
    }

    /// The rows of the answer, in which NULL is none. Of several statements the rows come together.
    public func query(_ statements: String) async throws(PostgreSQLError) -> [[String?]] {
        let promise = channel.eventLoop.makePromise(of: [[String?]].self)
        // A channel that was closed meanwhile has lost its handlers: then only the event's own promise tells so.
        channel.triggerUserOutboundEvent(SessionHandler.Query(statements: statements, answer: promise))
            .whenFailure { _ in promise.fail(PostgreSQLError(.closed, "The connection has ended.")) }
        return try await wait(for: promise)
    }

    /// Says farewell, and ends the connection.
    public func close() async { try? await channel.close() }

    @discardableResult
    private func wait<Value: Sendable>(for promise: EventLoopPromise<Value>) async throws(PostgreSQLError) -> Value {
        let limit = channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) { [channel, timeout] in
            let error = PostgreSQLError(.timedOut, "The server took longer than \(timeout).")
            channel.pipeline.fireErrorCaught(error)
            promise.fail(error)
        }
        defer { limit.cancel() }
        do {
            return try await promise.futureResult.get()
        } catch let error as PostgreSQLError {
            throw error
        } catch {
            throw PostgreSQLError(.closed, "The connection ended: \(error)")
        }
    }

    private static func context(rootCertificates: String?) throws(PostgreSQLError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .fullVerification
        if let rootCertificates { configuration.trustRoots = .file(rootCertificates) }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw PostgreSQLError(.tls, "The certificates of \(rootCertificates ?? "the system") can't be read.")
        }
    }
}
