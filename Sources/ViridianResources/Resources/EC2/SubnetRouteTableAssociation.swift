extension EC2 {
    /// The tie between a subnet and its route table.
    public struct SubnetRouteTableAssociation: ResourceDefinition {
        /// `AWS::EC2::SubnetRouteTableAssociation`
        public var type: String { "AWS::EC2::SubnetRouteTableAssociation" }
        /// AWS takes none.
        public var tagging: Tagging { .none }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Gives the subnet its routes." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(routeTableID: Input<ID<EC2.RouteTable>>, subnetID: Input<ID<EC2.Subnet>>) {
            var properties = Properties()
            properties.set("RouteTableId", routeTableID)
            properties.set("SubnetId", subnetID)
            self.properties = properties
        }
    }
}
