extension ECS.Cluster {
    /// Whether CloudWatch Container Insights measures the cluster's tasks.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html>
    public enum ContainerInsights: String, Word {
        case enabled, enhanced, disabled
    }

    /// A cluster whose tasks are measured or not.
    public init(containerInsights: ContainerInsights) {
        self.init(clusterSettings: [Setting(name: "containerInsights", value: Input(containerInsights.rawValue))])
    }
}
