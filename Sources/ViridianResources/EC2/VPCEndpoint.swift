public import ViridianTemplate

extension EC2 {
    /// A private way to a service of AWS.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcendpoint.html>
    public struct VPCEndpoint: ResourceDefinition {
        public typealias Reference = ID<EC2.VPCEndpoint>
        public static let type = "AWS::EC2::VPCEndpoint"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            serviceName: Input<String>? = nil, vpcID: Input<ID<VPC>>, vpcEndpointType: Kind? = nil,
            routeTableIDs: [Input<ID<RouteTable>>]? = nil, subnetIDs: [Input<ID<Subnet>>]? = nil,
            securityGroupIDs: [Input<ID<SecurityGroup>>]? = nil, privateDnsEnabled: Input<Bool>? = nil,
            policyDocument: Node? = nil
        ) {
            properties = Properties([
                ("ServiceName", serviceName), ("VpcId", vpcID), ("VpcEndpointType", vpcEndpointType),
                ("RouteTableIds", routeTableIDs), ("SubnetIds", subnetIDs), ("SecurityGroupIds", securityGroupIDs),
                ("PrivateDnsEnabled", privateDnsEnabled), ("PolicyDocument", policyDocument),
            ])
        }

        /// How traffic gets to the service.
        public enum Kind: String, Word {
            case interface = "Interface"
            case gateway = "Gateway"
        }
    }
}
