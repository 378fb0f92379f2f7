extension EC2 {
    /// One line of a route table: exactly one destination and one target.
    public struct Route: ResourceDefinition {
        /// `AWS::EC2::Route`
        public var type: String { "AWS::EC2::Route" }
        /// AWS takes none.
        public var tagging: Tagging { .none }
        /// What it is for, where nothing else is said.
        public var purpose: String { "One way for packets." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            destinationCIDRBlock: Input<String>? = nil, gatewayID: Input<ID<EC2.InternetGateway>>? = nil,
            natGatewayID: Input<ID<EC2.NatGateway>>? = nil, routeTableID: Input<ID<EC2.RouteTable>>
        ) {
            var properties = Properties()
            properties.set("DestinationCidrBlock", destinationCIDRBlock)
            properties.set("GatewayId", gatewayID)
            properties.set("NatGatewayId", natGatewayID)
            properties.set("RouteTableId", routeTableID)
            self.properties = properties
        }
    }
}
