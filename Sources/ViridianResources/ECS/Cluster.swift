public import ViridianTemplate

extension ECS {
    /// Where services run.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-cluster.html>
    public struct Cluster: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::ECS::Cluster"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(clusterName: Input<String>? = nil, clusterSettings: [Setting]? = nil) {
            properties = Properties([("ClusterName", clusterName), ("ClusterSettings", clusterSettings)])
        }

        /// A setting by its name.
        public struct Setting: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(name: Input<String>? = nil, value: Input<String>? = nil) {
                node = Node(properties: [("Name", name), ("Value", value)])
            }
        }
    }
}

extension Handle<ECS.Cluster> {
    /// Its Amazon Resource Name.
    public var arn: Input<ARN<ECS.Cluster>> { attribute("Arn", as: ARN<ECS.Cluster>.self) }
}
