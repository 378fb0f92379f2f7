import NIOCore

/// Where a database is, and how it proves that it is the one.
public struct PostgreSQLEndpoint: Hashable, Sendable {
    /// A name or an address.
    public var host: String
    /// A port, as a rule 5432.
    public var port: Int
    /// How the server proves that it is the host.
    public var security: Security

    /// A host, a port, and how the server proves that it is the host.
    public init(host: String, port: Int, security: Security) {
        self.host = host
        self.port = port
        self.security = security
    }

    /// How the server proves that it is the host.
    public enum Security: Hashable, Sendable {
        /// By a certificate in the host's name from somebody in a file of certificates (PEM), or whom the system trusts: what
        /// libpq calls `verify-full`.
        case verified(rootCertificates: String?)
        /// Not at all, which is refused unless the host is this machine: for tests.
        case plainOnLoopback
    }

    var isLoopback: Bool {
        if host == "localhost" { return true }
        guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return false }
        switch address {
        case .v4: return host.hasPrefix("127.")
        case .v6: return host == "::1"
        case .unixDomainSocket: return true
        }
    }
}
