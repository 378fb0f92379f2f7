/// Whom to talk to.
public struct HTTPEndpoint: Hashable, Sendable {
    /// A name or an address.
    public var host: String
    /// A port.
    public var port: Int
    /// How the other side proves that it is the host.
    public var security: Security

    /// A host, a port, and how it proves that it is the host.
    public init(host: String, port: Int, security: Security) {
        self.host = host
        self.port = port
        self.security = security
    }

    /// How the other side proves that it is the host.
    public enum Security: Hashable, Sendable {
        /// Not at all: for Lambda's runtime API, which is on this machine.
        case none
        /// By a certificate in its name, from someone whom the system trusts, or whom a file of certificates (PEM) names.
        case tls(rootCertificates: String?)
    }

    /// What `Host` says.
    public var authority: String {
        let usual = security == .none ? 80 : 443
        return port == usual ? host : "\(host):\(port)"
    }
}
