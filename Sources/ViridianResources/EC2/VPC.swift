extension EC2 {
    /// A virtual network of one's own.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html>
    public struct VPC: ResourceDefinition {
        public typealias Reference = ID<EC2.VPC>
        public static let type = "AWS::EC2::VPC"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            cidrBlock: Input<String>, enableDnsHostnames: Input<Bool>? = nil, enableDnsSupport: Input<Bool>? = nil
        ) {
            properties = Properties([
                ("CidrBlock", cidrBlock), ("EnableDnsHostnames", enableDnsHostnames),
                ("EnableDnsSupport", enableDnsSupport),
            ])
        }
    }
}
