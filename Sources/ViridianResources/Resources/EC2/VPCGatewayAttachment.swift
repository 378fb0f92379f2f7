extension EC2 {
    /// The tie between a gateway and a network.
    public struct VPCGatewayAttachment: ResourceDefinition {
        /// `AWS::EC2::VPCGatewayAttachment`
        public var type: String { "AWS::EC2::VPCGatewayAttachment" }
        /// AWS takes none.
        public var tagging: Tagging { .none }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Ties the gateway to the network." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(internetGatewayID: Input<ID<EC2.InternetGateway>>? = nil, vpcID: Input<ID<EC2.VPC>>) {
            var properties = Properties()
            properties.set("InternetGatewayId", internetGatewayID)
            properties.set("VpcId", vpcID)
            self.properties = properties
        }
    }
}
