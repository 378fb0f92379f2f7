extension EC2 {
    /// A public address that stays.
    public struct EIP: ResourceDefinition {
        /// `AWS::EC2::EIP`
        public var type: String { "AWS::EC2::EIP" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "A public address that stays." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(domain: Domain? = nil, tags: [Tag]? = nil) {
            var properties = Properties()
            properties.set("Domain", domain)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension EC2.EIP {
    /// Where the address is used.
    public enum Domain: String, Hashable, Sendable, Lowerable {
        case vpc
        case standard
    }
}

extension Handle where R == EC2.EIP {
    /// The id by which gateways use the address.
    public var allocationID: Input<ID<EC2.EIP>> { attribute("AllocationId") }
}
