public import ViridianTemplate

extension EC2 {
    /// Who may talk to whom, by connection.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html>
    public struct SecurityGroup: ResourceDefinition {
        public typealias Reference = ID<EC2.SecurityGroup>
        public static let type = "AWS::EC2::SecurityGroup"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            groupDescription: Input<String>, vpcID: Input<ID<VPC>>? = nil, securityGroupIngress: [Rule]? = nil,
            securityGroupEgress: [Rule]? = nil
        ) {
            properties = Properties([
                ("GroupDescription", groupDescription), ("VpcId", vpcID),
                ("SecurityGroupIngress", securityGroupIngress), ("SecurityGroupEgress", securityGroupEgress),
            ])
        }

        /// What a group lets in or out.
        public struct Rule: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                ipProtocol: Input<String>, fromPort: Input<Int>? = nil, toPort: Input<Int>? = nil,
                cidrIp: Input<String>? = nil, sourceSecurityGroupID: Input<ID<SecurityGroup>>? = nil,
                destinationSecurityGroupID: Input<ID<SecurityGroup>>? = nil, description: Input<String>? = nil
            ) {
                node = Node(properties: [
                    ("IpProtocol", ipProtocol), ("FromPort", fromPort), ("ToPort", toPort), ("CidrIp", cidrIp),
                    ("SourceSecurityGroupId", sourceSecurityGroupID),
                    ("DestinationSecurityGroupId", destinationSecurityGroupID), ("Description", description),
                ])
            }
        }
    }
}
