extension EC2 {
    /// Where a subnet's traffic goes.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-routetable.html>
    public struct RouteTable: ResourceDefinition {
        public typealias Reference = ID<EC2.RouteTable>
        public static let type = "AWS::EC2::RouteTable"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(vpcID: Input<ID<VPC>>) {
            properties = Properties([("VpcId", vpcID)])
        }
    }
}
