extension EC2 {
    /// The way out for subnets that nothing may enter.
    public struct NatGateway: ResourceDefinition {
        /// `AWS::EC2::NatGateway`
        public var type: String { "AWS::EC2::NatGateway" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "The way out for private subnets." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            allocationID: Input<ID<EC2.EIP>>? = nil, connectivityType: ConnectivityType? = nil,
            subnetID: Input<ID<EC2.Subnet>>? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("AllocationId", allocationID)
            properties.set("ConnectivityType", connectivityType)
            properties.set("SubnetId", subnetID)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension EC2.NatGateway {
    /// Where the gateway leads.
    public enum ConnectivityType: String, Hashable, Sendable, Lowerable {
        case `public`
        case `private`
    }
}

extension Handle where R == EC2.NatGateway {
    /// The gateway's id.
    public var id: Input<ID<EC2.NatGateway>> { ref() }
}
