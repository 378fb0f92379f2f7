extension EC2 {
    /// The protocol of a rule.
    public struct IPProtocol: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// TCP, with ports.
        public static let tcp = Self(rawValue: "tcp")
        /// UDP, with ports.
        public static let udp = Self(rawValue: "udp")
        /// ICMP.
        public static let icmp = Self(rawValue: "icmp")
        /// Every protocol; ports are ignored.
        public static let all = Self(rawValue: "-1")
    }
}
