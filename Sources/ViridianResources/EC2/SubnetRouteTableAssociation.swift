extension EC2 {
    /// Gives a subnet its route table.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnetroutetableassociation.html>
    public struct SubnetRouteTableAssociation: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::EC2::SubnetRouteTableAssociation"
        public static let tagging = Tagging.none
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(routeTableID: Input<ID<RouteTable>>, subnetID: Input<ID<Subnet>>) {
            properties = Properties([("RouteTableId", routeTableID), ("SubnetId", subnetID)])
        }
    }
}
