extension EC2 {
    /// A firewall around network interfaces. Without egress rules everything may leave.
    public struct SecurityGroup: ResourceDefinition {
        /// `AWS::EC2::SecurityGroup`
        public var type: String { "AWS::EC2::SecurityGroup" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "A firewall." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            groupDescription: Input<String>, groupName: ResourceName? = nil, securityGroupEgress: [Egress]? = nil,
            securityGroupIngress: [Ingress]? = nil, vpcID: Input<ID<EC2.VPC>>? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("GroupDescription", groupDescription)
            properties.set("GroupName", groupName)
            properties.set("SecurityGroupEgress", securityGroupEgress)
            properties.set("SecurityGroupIngress", securityGroupIngress)
            properties.set("VpcId", vpcID)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension EC2.SecurityGroup {
    /// What may come in.
    public struct Ingress: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Its properties by their AWS names.
        public init(
            cidrIP: Input<String>? = nil, cidrIPv6: Input<String>? = nil, description: Input<String>? = nil,
            fromPort: Input<Int>? = nil, ipProtocol: EC2.IPProtocol,
            sourceSecurityGroupID: Input<ID<EC2.SecurityGroup>>? = nil, toPort: Input<Int>? = nil
        ) {
            var properties = Properties()
            properties.set("CidrIp", cidrIP)
            properties.set("CidrIpv6", cidrIPv6)
            properties.set("Description", description)
            properties.set("FromPort", fromPort)
            properties.set("IpProtocol", ipProtocol)
            properties.set("SourceSecurityGroupId", sourceSecurityGroupID)
            properties.set("ToPort", toPort)
            self.properties = properties
        }
    }

    /// What may go out.
    public struct Egress: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Its properties by their AWS names.
        public init(
            cidrIP: Input<String>? = nil, cidrIPv6: Input<String>? = nil, description: Input<String>? = nil,
            destinationSecurityGroupID: Input<ID<EC2.SecurityGroup>>? = nil, fromPort: Input<Int>? = nil,
            ipProtocol: EC2.IPProtocol, toPort: Input<Int>? = nil
        ) {
            var properties = Properties()
            properties.set("CidrIp", cidrIP)
            properties.set("CidrIpv6", cidrIPv6)
            properties.set("Description", description)
            properties.set("DestinationSecurityGroupId", destinationSecurityGroupID)
            properties.set("FromPort", fromPort)
            properties.set("IpProtocol", ipProtocol)
            properties.set("ToPort", toPort)
            self.properties = properties
        }
    }
}

extension Handle where R == EC2.SecurityGroup {
    /// The group's id.
    public var id: Input<ID<EC2.SecurityGroup>> { attribute("GroupId") }
}

extension EC2.SecurityGroup: ParameterResource {
    /// CloudFormation checks that the id exists.
    public static var parameterType: String { "AWS::EC2::SecurityGroup::Id" }
}
