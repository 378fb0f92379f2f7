extension EC2 {
    /// A network of its own.
    public struct VPC: ResourceDefinition {
        /// `AWS::EC2::VPC`
        public var type: String { "AWS::EC2::VPC" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "The network that holds everything." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            cidrBlock: Input<String>? = nil, enableDNSHostnames: Input<Bool>? = nil, enableDNSSupport: Input<Bool>? = nil,
            tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("CidrBlock", cidrBlock)
            properties.set("EnableDnsHostnames", enableDNSHostnames)
            properties.set("EnableDnsSupport", enableDNSSupport)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Handle where R == EC2.VPC {
    /// The network's id.
    public var id: Input<ID<EC2.VPC>> { ref() }
}

extension EC2.VPC: ParameterResource {
    /// CloudFormation checks that the id exists.
    public static var parameterType: String { "AWS::EC2::VPC::Id" }
}
