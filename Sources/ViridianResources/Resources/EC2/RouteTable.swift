extension EC2 {
    /// Where packets of a subnet go.
    public struct RouteTable: ResourceDefinition {
        /// `AWS::EC2::RouteTable`
        public var type: String { "AWS::EC2::RouteTable" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Where packets go." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(vpcID: Input<ID<EC2.VPC>>, tags: [Tag]? = nil) {
            var properties = Properties()
            properties.set("VpcId", vpcID)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Handle where R == EC2.RouteTable {
    /// The table's id.
    public var id: Input<ID<EC2.RouteTable>> { ref() }
}
