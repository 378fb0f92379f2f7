extension EC2 {
    /// A range of a VPC in one Availability Zone.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html>
    public struct Subnet: ResourceDefinition {
        public typealias Reference = ID<EC2.Subnet>
        public static let type = "AWS::EC2::Subnet"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            vpcID: Input<ID<VPC>>, cidrBlock: Input<String>, availabilityZone: Input<String>? = nil,
            mapPublicIpOnLaunch: Input<Bool>? = nil
        ) {
            properties = Properties([
                ("VpcId", vpcID), ("CidrBlock", cidrBlock), ("AvailabilityZone", availabilityZone),
                ("MapPublicIpOnLaunch", mapPublicIpOnLaunch),
            ])
        }
    }
}
