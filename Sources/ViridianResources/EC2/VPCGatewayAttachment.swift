extension EC2 {
    /// Connects an internet gateway with a VPC.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpcgatewayattachment.html>
    public struct VPCGatewayAttachment: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::EC2::VPCGatewayAttachment"
        public static let tagging = Tagging.none
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(vpcID: Input<ID<VPC>>, internetGatewayID: Input<ID<InternetGateway>>? = nil) {
            properties = Properties([("VpcId", vpcID), ("InternetGatewayId", internetGatewayID)])
        }
    }
}
