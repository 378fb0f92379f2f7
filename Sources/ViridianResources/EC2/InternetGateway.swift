extension EC2 {
    /// The way from a VPC to the internet.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-internetgateway.html>
    public struct InternetGateway: ResourceDefinition {
        public typealias Reference = ID<EC2.InternetGateway>
        public static let type = "AWS::EC2::InternetGateway"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init() {
            properties = Properties([])
        }
    }
}
