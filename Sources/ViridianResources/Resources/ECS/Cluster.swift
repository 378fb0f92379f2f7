extension ECS {
    /// Where tasks run.
    public struct Cluster: ResourceDefinition {
        /// `AWS::ECS::Cluster`
        public var type: String { "AWS::ECS::Cluster" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Where the tasks run." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            capacityProviders: Input<[String]>? = nil, clusterName: ResourceName? = nil, clusterSettings: [Setting]? = nil,
            tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("CapacityProviders", capacityProviders)
            properties.set("ClusterName", clusterName)
            properties.set("ClusterSettings", clusterSettings)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension ECS.Cluster {
    /// A setting of a cluster.
    public struct Setting: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A setting.
        public init(name: Input<String>, value: Input<String>) {
            var properties = Properties()
            properties.set("Name", name)
            properties.set("Value", value)
            self.properties = properties
        }
    }

    /// How much CloudWatch measures of the cluster's tasks.
    public enum ContainerInsights: String, Hashable, Sendable, Lowerable {
        case enabled
        case enhanced
        case disabled
    }

    /// A cluster that measures its tasks.
    public init(containerInsights: ContainerInsights, clusterName: ResourceName? = nil, tags: [Tag]? = nil) {
        let setting = Setting(name: "containerInsights", value: Input(containerInsights.rawValue))
        self.init(clusterName: clusterName, clusterSettings: [setting], tags: tags)
    }
}

extension Handle where R == ECS.Cluster {
    /// The cluster's name.
    public var name: Input<String> { ref() }
    /// The cluster's ARN.
    public var arn: Input<ARN<ECS.Cluster>> { attribute("Arn") }
}
