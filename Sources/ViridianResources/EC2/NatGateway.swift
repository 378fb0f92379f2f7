extension EC2 {
    /// The way out for private subnets.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html>
    public struct NatGateway: ResourceDefinition {
        public typealias Reference = ID<EC2.NatGateway>
        public static let type = "AWS::EC2::NatGateway"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(allocationID: Input<ID<EIP>>? = nil, subnetID: Input<ID<Subnet>>? = nil) {
            properties = Properties([("AllocationId", allocationID), ("SubnetId", subnetID)])
        }
    }
}
