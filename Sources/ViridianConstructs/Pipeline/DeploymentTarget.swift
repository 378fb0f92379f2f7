public import ViridianResources

/// Where a pipeline deploys to by CodeDeploy: a service of the same stack, or one that is there already.
public struct DeploymentTarget: Hashable, Sendable {
    /// The application of CodeDeploy.
    public var application: Input<String>
    /// Its deployment group.
    public var group: Input<String>
    /// The task definition after which new revisions are made: its ARN, or its family for the newest.
    public var task: Input<String>
    /// The family of the task definition.
    public var family: Input<String>
    /// As what ECS starts the tasks, and as what the containers act: the pipeline passes these two.
    public var roles: [Input<String>]
    /// As what CodeDeploy acts, where the stack says what that may do.
    var deploymentRole: Handle<IAM.Role>?

    /// A service that is there already.
    public init(
        application: Input<String>, group: Input<String>, family: Input<String>, executionRole: Input<String>,
        taskRole: Input<String>
    ) {
        self.application = application
        self.group = group
        self.task = family
        self.family = family
        roles = [taskRole, executionRole]
    }

    /// A service of the same stack; none if CodeDeploy doesn't deploy it.
    public init?(_ service: ContainerService.Parts) {
        guard let deployment = service.deploymentGroup else { return nil }
        application = deployment.application.name
        deploymentRole = deployment.role
        group = deployment.group.name
        task = service.task.arn.typed()
        family = service.family
        roles = [service.taskRole.arn.typed(), service.executionRole.arn.typed()]
    }

    /// One target where a condition holds, and another where it doesn't.
    public static func `if`(_ condition: Condition, then: Self, else other: Self) -> Self {
        var target = then
        target.application = .if(condition, then: then.application, else: other.application)
        target.group = .if(condition, then: then.group, else: other.group)
        target.task = .if(condition, then: then.task, else: other.task)
        target.family = .if(condition, then: then.family, else: other.family)
        target.roles = zip(then.roles, other.roles).map { .if(condition, then: $0, else: $1) }
        return target
    }
}
