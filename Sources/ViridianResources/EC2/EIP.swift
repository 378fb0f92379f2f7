extension EC2 {
    /// A public address that stays.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html>
    public struct EIP: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::EC2::EIP"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(domain: Input<String>? = nil) {
            properties = Properties([("Domain", domain)])
        }
    }
}

extension Handle<EC2.EIP> {
    /// The identifier that a NAT gateway wants.
    public var allocationID: Input<ID<EC2.EIP>> { attribute("AllocationId", as: ID<EC2.EIP>.self) }
}
