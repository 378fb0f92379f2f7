extension ECS.TaskDefinition {
    /// A task whose processor and memory go together, as Fargate wants it.
    public init(
        containerDefinitions: [ContainerDefinition]? = nil, size: TaskSize, executionRoleARN: Input<ARN<IAM.Role>>? = nil,
        family: ResourceName? = nil, networkMode: NetworkMode? = nil, requiresCompatibilities: [Compatibility]? = nil,
        runtimePlatform: RuntimePlatform? = nil, taskRoleARN: Input<ARN<IAM.Role>>? = nil, tags: [Tag]? = nil
    ) {
        self.init(
            containerDefinitions: containerDefinitions, cpu: Input(size.cpu), memory: Input(size.memory),
            executionRoleARN: executionRoleARN, family: family, networkMode: networkMode,
            requiresCompatibilities: requiresCompatibilities, runtimePlatform: runtimePlatform, taskRoleARN: taskRoleARN,
            tags: tags)
    }
}
