extension SNS {
    /// How a subscriber is told. Source: Amazon SNS API Reference, Subscribe.
    public struct SubscriptionProtocol: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// By e-mail, once its owner has confirmed.
        public static let email = Self(rawValue: "email")
        /// A request to an address.
        public static let https = Self(rawValue: "https")
        /// A function.
        public static let lambda = Self(rawValue: "lambda")
        /// A queue.
        public static let sqs = Self(rawValue: "sqs")
    }
}
