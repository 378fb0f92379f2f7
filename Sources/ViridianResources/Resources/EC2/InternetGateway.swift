extension EC2 {
    /// The door between a network and the internet.
    public struct InternetGateway: ResourceDefinition {
        /// `AWS::EC2::InternetGateway`
        public var type: String { "AWS::EC2::InternetGateway" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "The door to the internet." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(tags: [Tag]? = nil) {
            var properties = Properties()
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Handle where R == EC2.InternetGateway {
    /// The gateway's id.
    public var id: Input<ID<EC2.InternetGateway>> { ref() }
}
