extension ElasticLoadBalancingV2.Listener {
    /// Which protocols and ciphers an HTTPS listener takes.
    public struct SSLPolicy: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// TLS 1.2 and 1.3, the one that AWS recommends.
        public static let tls13 = Self(rawValue: "ELBSecurityPolicy-TLS13-1-2-2021-06")
    }

    /// What happens to requests that no rule takes.
    public mutating func setDefaultActions(_ actions: [ElasticLoadBalancingV2.Action]) {
        properties.set("DefaultActions", actions)
    }
}

extension ElasticLoadBalancingV2.ListenerRule {
    /// Which part of a request is looked at.
    public struct Field: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The path.
        public static let pathPattern = Self(rawValue: "path-pattern")
        /// A header.
        public static let httpHeader = Self(rawValue: "http-header")
        /// The host.
        public static let hostHeader = Self(rawValue: "host-header")
    }
}
