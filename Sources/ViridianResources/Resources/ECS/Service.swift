extension ECS {
    /// Keeps a number of tasks running, and behind a load balancer.
    public struct Service: ResourceDefinition {
        /// `AWS::ECS::Service`
        public var type: String { "AWS::ECS::Service" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Keeps tasks running." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            cluster: Input<ARN<ECS.Cluster>>? = nil, deploymentConfiguration: DeploymentConfiguration? = nil,
            deploymentController: DeploymentController? = nil, desiredCount: Input<Int>? = nil,
            enableECSManagedTags: Input<Bool>? = nil, enableExecuteCommand: Input<Bool>? = nil,
            healthCheckGracePeriodSeconds: Input<Int>? = nil, launchType: LaunchType? = nil,
            loadBalancers: [LoadBalancer]? = nil, networkConfiguration: NetworkConfiguration? = nil,
            platformVersion: Input<String>? = nil, propagateTags: PropagateTags? = nil, serviceName: ResourceName? = nil,
            taskDefinition: Input<ARN<ECS.TaskDefinition>>? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("Cluster", cluster)
            properties.set("DeploymentConfiguration", deploymentConfiguration)
            properties.set("DeploymentController", deploymentController)
            properties.set("DesiredCount", desiredCount)
            properties.set("EnableECSManagedTags", enableECSManagedTags)
            properties.set("EnableExecuteCommand", enableExecuteCommand)
            properties.set("HealthCheckGracePeriodSeconds", healthCheckGracePeriodSeconds)
            properties.set("LaunchType", launchType)
            properties.set("LoadBalancers", loadBalancers)
            properties.set("NetworkConfiguration", networkConfiguration)
            properties.set("PlatformVersion", platformVersion)
            properties.set("PropagateTags", propagateTags)
            properties.set("ServiceName", serviceName)
            properties.set("TaskDefinition", taskDefinition)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Handle where R == ECS.Service {
    /// The service's name.
    public var name: Input<String> { attribute("Name") }
    /// The service's ARN.
    public var arn: Input<ARN<ECS.Service>> { ref() }
}
