public import ViridianResources

/// A service that AWS itself brings from version to version: step by step by ECS, between two target groups by ECS, or by
/// CodeDeploy.
///
/// ```swift
/// stack.add("Web", ContainerService(
///     image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1), on: cluster, behind: balancer,
///     deployment: .native(.canary(percent: 10, for: .minutes(5), bake: .minutes(10)))))
/// ```
/// ``BlueGreenService`` is the other way: two services, of which Viridian's own release moves the weights.
public struct ContainerService: Construct, ServiceDescription {
    /// What the containers are made of; with CodeDeploy, only the first revision.
    public var image: ContainerImage
    /// The port on which containers listen; they also find it in the variable `PORT`.
    public var port: Int
    /// The path that answers 200 when a container can serve.
    public var healthPath: String
    /// The processor and memory of each task.
    public var size: TaskSize
    /// Where the tasks run, and on what.
    public var cluster: Cluster.Parts
    /// Where requests come from.
    public var balancer: LoadBalancer.Parts
    /// How a new version takes over.
    public var deployment: ServiceDeployment
    /// How many tasks there are, where nothing scales them.
    public var tasks: Input<Int>
    /// How health is asked for.
    public var healthCheck: HealthCheck
    /// When alarms go off, and a deployment is taken back.
    public var alarms: AlarmBounds
    /// Variables of the containers' environment.
    public var environment: [String: Input<String>]
    /// Secrets that containers get as variables of their environment.
    public var secrets: [String: SecretReference]
    /// What the containers may do in AWS: nothing, unless it is said here.
    public var permissions: [IAM.Statement]
    /// Whether somebody may open a shell in a container, by ECS Exec.
    public var allowsExec: Bool
    /// How many tasks there are, if not a fixed number.
    public var scaling: ServiceScaling?

    var images: [ContainerImage] { [image] }

    /// What others need of a service.
    public struct Parts: Hashable, Sendable {
        /// The service itself.
        public let service: Handle<ECS.Service>
        /// What a task is made of, as the template has it.
        public let task: Handle<ECS.TaskDefinition>
        /// The family of its task definitions.
        public let family: Input<String>
        /// The port on which its containers listen.
        public let port: Int
        /// Its targets: one group, or two between which a deployment moves.
        public let targetGroups: [Handle<ElasticLoadBalancingV2.TargetGroup>]
        /// What says that a version is bad.
        public let alarms: [Handle<CloudWatch.Alarm>]
        /// Where CodeDeploy brings a new version, if it does.
        public let deploymentGroup: CodeDeployGroup?
        /// Where the containers' output goes.
        public let logs: Handle<Logs.LogGroup>
        /// As what ECS starts the tasks.
        public let executionRole: Handle<IAM.Role>
        /// As what the containers act in AWS.
        public let taskRole: Handle<IAM.Role>
        /// The tasks' firewall.
        public let securityGroup: Handle<EC2.SecurityGroup>
        /// What the tasks need of AWS, for ``PrivateEndpoints``.
        public let needs: EndpointNeeds
    }

    /// A service; see the type for what the parameters mean.
    public init(
        _ image: ContainerImage, port: Int, healthPath: String, size: TaskSize, on cluster: Cluster.Parts,
        behind balancer: LoadBalancer.Parts, deployment: ServiceDeployment = .rolling(), tasks: Input<Int> = 2,
        healthCheck: HealthCheck = HealthCheck(), alarms: AlarmBounds = AlarmBounds(),
        environment: [String: Input<String>] = [:], secrets: [String: SecretReference] = [:],
        permissions: [IAM.Statement] = [], allowsExec: Bool = false, scaling: ServiceScaling? = nil
    ) {
        self.image = image
        self.port = port
        self.healthPath = healthPath
        self.size = size
        self.cluster = cluster
        self.balancer = balancer
        self.deployment = deployment
        self.tasks = tasks
        self.healthCheck = healthCheck
        self.alarms = alarms
        self.environment = environment
        self.secrets = secrets
        self.permissions = permissions
        self.allowsExec = allowsExec
        self.scaling = scaling
    }

    /// Adds the service's resources.
    public func define(in stack: inout Stack) -> Parts {
        checkDescription(in: &stack)
        for problem in deployment.problems { stack.report(.invalidValue, problem, advice: "Change it in deployment: ….") }
        let common = addCommonParts(to: &stack)
        let task = addTask("Task", word: "app", image: image.reference, common, to: &stack)
        let colours: [BlueGreenService.Colour] = deployment.movesTraffic ? [.blue, .green] : [.blue]
        let groups = colours.map { colour in
            addTargetGroup(
                deployment.movesTraffic ? "\(colour.rawValue)TargetGroup" : "TargetGroup",
                word: deployment.movesTraffic ? colour.word : "the service", to: &stack)
        }
        let alarms = zip(colours, groups).flatMap { addAlarms($0, $1, to: &stack) }
        let routing = addRouting(to: groups, in: &stack)
        let service = addService(task, groups, routing, alarms, common, to: &stack)
        let label = groups.first.flatMap { group -> Input<String>? in
            groups.count == 1 ? "\(balancer.loadBalancer.fullName)/\(group.fullName)" : nil
        }
        scaling?.add(to: &stack, "", cluster: cluster.cluster, service: service, requests: label)
        let group = addDeploymentGroup(groups, alarms, service: service, common, to: &stack)
        stack.output("Service", service.name, purpose: "The service.")
        return Parts(
            service: service, task: task, family: stack.physicalName("app").full, port: port, targetGroups: groups,
            alarms: alarms, deploymentGroup: group,
            logs: common.logs,
            executionRole: common.executionRole, taskRole: common.taskRole, securityGroup: common.securityGroup,
            needs: EndpointNeeds(endpoints: endpoints(), services: [service], tasks: [common.securityGroup]))
    }
}
