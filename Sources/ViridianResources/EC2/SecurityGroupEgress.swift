extension EC2 {
    /// A rule of a security group that stands by itself, where two groups name each other.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroupegress.html>
    public struct SecurityGroupEgress: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::EC2::SecurityGroupEgress"
        public static let tagging = Tagging.none
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            groupID: Input<ID<SecurityGroup>>, ipProtocol: Input<String>, fromPort: Input<Int>? = nil,
            toPort: Input<Int>? = nil, destinationSecurityGroupID: Input<ID<SecurityGroup>>? = nil,
            description: Input<String>? = nil
        ) {
            properties = Properties([
                ("GroupId", groupID), ("IpProtocol", ipProtocol), ("FromPort", fromPort), ("ToPort", toPort),
                ("DestinationSecurityGroupId", destinationSecurityGroupID), ("Description", description),
            ])
        }
    }
}
