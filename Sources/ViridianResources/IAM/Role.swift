public import ViridianTemplate

extension IAM {
    /// What somebody may do who takes it on.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html>
    public struct Role: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::IAM::Role"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            assumeRolePolicyDocument: Node, description: Input<String>? = nil,
            managedPolicyARNs: [Input<String>]? = nil, policies: [Policy]? = nil
        ) {
            properties = Properties([
                ("AssumeRolePolicyDocument", assumeRolePolicyDocument), ("Description", description),
                ("ManagedPolicyArns", managedPolicyARNs), ("Policies", policies),
            ])
        }

        /// A policy that lives and dies with its role.
        public struct Policy: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(policyName: Input<String>, policyDocument: Node) {
                node = Node(properties: [("PolicyName", policyName), ("PolicyDocument", policyDocument)])
            }
        }
    }
}

extension Handle<IAM.Role> {
    /// Its Amazon Resource Name.
    public var arn: Input<ARN<IAM.Role>> { attribute("Arn", as: ARN<IAM.Role>.self) }
}
