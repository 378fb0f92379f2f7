extension EC2 {
    /// A part of a network in one availability zone.
    public struct Subnet: ResourceDefinition {
        /// `AWS::EC2::Subnet`
        public var type: String { "AWS::EC2::Subnet" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "A part of the network in one zone." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            availabilityZone: Input<String>? = nil, cidrBlock: Input<String>? = nil, mapPublicIPOnLaunch: Input<Bool>? = nil,
            vpcID: Input<ID<EC2.VPC>>, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("AvailabilityZone", availabilityZone)
            properties.set("CidrBlock", cidrBlock)
            properties.set("MapPublicIpOnLaunch", mapPublicIPOnLaunch)
            properties.set("VpcId", vpcID)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Handle where R == EC2.Subnet {
    /// The subnet's id.
    public var id: Input<ID<EC2.Subnet>> { ref() }
}

extension EC2.Subnet: ParameterResource {
    /// CloudFormation checks that the id exists.
    public static var parameterType: String { "AWS::EC2::Subnet::Id" }
}
