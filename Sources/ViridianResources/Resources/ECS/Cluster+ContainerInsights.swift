extension ECS.Cluster {
    /// Whether metrics of tasks and containers are kept, which costs.
    /// Source: Amazon CloudWatch User Guide, "Container Insights".
    public enum ContainerInsights: String, Hashable, Sendable, Lowerable {
        case enabled
        case enhanced
        case disabled
    }

    /// A cluster that says whether metrics of its tasks are kept.
    public init(containerInsights: ContainerInsights, clusterName: ResourceName? = nil, tags: [Tag]? = nil) {
        let setting = Setting(name: "containerInsights", value: Input(containerInsights.rawValue))
        self.init(clusterName: clusterName, clusterSettings: [setting], tags: tags)
    }
}
