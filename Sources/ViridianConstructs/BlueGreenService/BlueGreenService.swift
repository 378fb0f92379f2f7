public import ViridianResources
import ViridianTemplate

/// A service in two colours behind one listener: two services, two target groups, and weights between them.
///
/// What is live belongs to releases, not to deployments: each colour's weight, image and task count is a parameter, so that an
/// update of the stack restates what is live, and a release changes one parameter of the idle colour.
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html>
public struct BlueGreenService: Construct {
    /// What others may refer to.
    public struct Added: Sendable {
        /// Whose default action carries the weights.
        public let listener: Handle<ElasticLoadBalancingV2.Listener>
        /// The first colour, which serves after the first deployment.
        public let blue: ColourAdded
        /// The second colour.
        public let green: ColourAdded
        /// Where both colours log.
        public let logGroup: Handle<Logs.LogGroup>
        /// What the application itself may do; grant it more where it needs more.
        public let taskRole: Handle<IAM.Role>
    }

    /// One colour's resources.
    public struct ColourAdded: Sendable {
        /// Its ECS service.
        public let service: Handle<ECS.Service>
        /// Where its tasks register.
        public let targetGroup: Handle<ElasticLoadBalancingV2.TargetGroup>
        /// What its tasks are.
        public let taskDefinition: Handle<ECS.TaskDefinition>
    }

    /// What blue runs when the stack is new; later a parameter says it.
    public var blue: ContainerImage
    /// What green runs when the stack is new.
    public var green: ContainerImage
    /// The port on which the container listens.
    public var port: Int
    /// A path that answers 200 when the container can serve.
    public var healthPath: String
    /// What each task has, in CPU units and memory.
    public var size: TaskSize
    /// Where the tasks run.
    public var cluster: Handle<ECS.Cluster>
    /// What stands in front of them.
    public var balancer: LoadBalancer.Added
    /// How a new version gets its share.
    public var release: ReleasePlan
    /// How many tasks each colour has.
    public var tasks: Int
    /// Environment variables of the container; secrets do not belong here.
    public var environment: [String: Input<String>]
    /// How often and how strictly tasks are checked.
    public var healthCheck: HealthCheck
    /// How long requests may take that are under way when a task leaves, 0 to 3600 s.
    public var deregistrationDelay: Duration
    /// How long a new task's health checks are ignored.
    public var gracePeriod: Duration
    /// What stands in for the container in a rehearsal; nothing is the built-in sample service.
    public var rehearsal: RehearsalCommand?
    /// Stands before the names of its parameters, for a second service in the same stack.
    public var parameterPrefix: String

    /// A service whose colours run these images.
    public init(
        blue: ContainerImage, green: ContainerImage, port: Int, healthPath: String, size: TaskSize,
        on cluster: Handle<ECS.Cluster>, behind balancer: LoadBalancer.Added, release: ReleasePlan, tasks: Int = 2,
        environment: [String: Input<String>] = [:], healthCheck: HealthCheck = HealthCheck(),
        deregistrationDelay: Duration = .seconds(30), gracePeriod: Duration = .seconds(60),
        rehearsal: RehearsalCommand? = nil, parameterPrefix: String = ""
    ) {
        self.blue = blue
        self.green = green
        self.port = port
        self.healthPath = healthPath
        self.size = size
        self.cluster = cluster
        self.balancer = balancer
        self.release = release
        self.tasks = tasks
        self.environment = environment
        self.healthCheck = healthCheck
        self.deregistrationDelay = deregistrationDelay
        self.gracePeriod = gracePeriod
        self.rehearsal = rehearsal
        self.parameterPrefix = parameterPrefix
    }

    public func add(to stack: inout Stack, id: String) -> Added {
        problems.forEach { stack.report($0) }
        let parts = BlueGreenParts(service: self, id: id)
        let logGroup = parts.addLogGroup(to: &stack)
        let roles = parts.addRoles(to: &stack, logGroup: logGroup)
        let groups = (blue: parts.addTargetGroup(.blue, to: &stack), green: parts.addTargetGroup(.green, to: &stack))
        let listener = parts.addListener(to: &stack, blue: groups.blue, green: groups.green)
        let securityGroup = parts.addSecurityGroup(to: &stack)
        let shared = BlueGreenParts.Shared(logGroup: logGroup, roles: roles, listener: listener, securityGroup: securityGroup)
        let blue = parts.addColour(.blue, image: blue, group: groups.blue, shared, to: &stack)
        let green = parts.addColour(.green, image: green, group: groups.green, shared, to: &stack)
        stack.output("\(id)ListenerArn", listener.ref, description: "The listener whose default action carries the weights")
        stack.output("\(id)LogGroupName", logGroup.ref, description: "Where both colours log")
        return Added(listener: listener, blue: blue, green: green, logGroup: logGroup, taskRole: roles.task)
    }

    private var problems: [String] {
        var problems = release.problems + healthCheck.problems
        if !(1...65535).contains(port) { problems.append("a container's port is 1 to 65535, not \(port)") }
        if !healthPath.hasPrefix("/") { problems.append("a health path begins with /, unlike \"\(healthPath)\"") }
        if tasks < 1 { problems.append("a colour has at least 1 task, not \(tasks)") }
        if !(0...3600).contains(deregistrationDelay.wholeSeconds) { problems.append("a deregistration delay is 0 to 3600 s") }
        return problems
    }
}
