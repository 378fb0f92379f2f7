extension EC2 {
    /// One entry of a route table.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html>
    public struct Route: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::EC2::Route"
        public static let tagging = Tagging.none
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            routeTableID: Input<ID<RouteTable>>, destinationCidrBlock: Input<String>? = nil,
            gatewayID: Input<ID<InternetGateway>>? = nil, natGatewayID: Input<ID<NatGateway>>? = nil
        ) {
            properties = Properties([
                ("RouteTableId", routeTableID), ("DestinationCidrBlock", destinationCidrBlock),
                ("GatewayId", gatewayID), ("NatGatewayId", natGatewayID),
            ])
        }
    }
}
