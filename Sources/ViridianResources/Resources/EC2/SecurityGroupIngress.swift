extension EC2 {
    /// A rule for what may come in, apart from its group, for groups that point at each other.
    public struct SecurityGroupIngress: ResourceDefinition {
        /// `AWS::EC2::SecurityGroupIngress`
        public var type: String { "AWS::EC2::SecurityGroupIngress" }
        /// AWS takes none.
        public var tagging: Tagging { .none }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Lets something in." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            cidrIP: Input<String>? = nil, cidrIPv6: Input<String>? = nil, description: Input<String>? = nil,
            fromPort: Input<Int>? = nil, groupID: Input<ID<EC2.SecurityGroup>>, ipProtocol: EC2.IPProtocol,
            sourceSecurityGroupID: Input<ID<EC2.SecurityGroup>>? = nil, toPort: Input<Int>? = nil
        ) {
            var properties = Properties()
            properties.set("CidrIp", cidrIP)
            properties.set("CidrIpv6", cidrIPv6)
            properties.set("Description", description)
            properties.set("FromPort", fromPort)
            properties.set("GroupId", groupID)
            properties.set("IpProtocol", ipProtocol)
            properties.set("SourceSecurityGroupId", sourceSecurityGroupID)
            properties.set("ToPort", toPort)
            self.properties = properties
        }
    }
}
