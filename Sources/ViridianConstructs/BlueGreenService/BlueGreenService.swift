public import ViridianResources

/// A service in two colours behind one address. One colour serves; the other is idle, or takes over step by step in a release.
///
/// ```swift
/// stack.add("Web", BlueGreenService(
///     blue: image, green: image, port: 8080, healthPath: "/health", size: .halfCPU(.gib1),
///     on: cluster, behind: balancer, release: .steps([10, 50, 100], bake: .minutes(5))))
/// ```
///
/// What a release changes is no part of the template but a parameter: each colour's weight, image and number of tasks. Deploying
/// the template again with the live values therefore changes neither colour, and putting a new image into the idle one touches
/// nothing that serves. The first service of a stack has them as `BlueWeight`, `GreenImage` and so on; those of a later one begin
/// with the construct's name, so that adding it renames nothing.
public struct BlueGreenService: Construct, ServiceDescription {
    /// The image with which each colour begins.
    public var blue: ContainerImage
    /// The image with which each colour begins.
    public var green: ContainerImage
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
    /// How a new version is released.
    public var release: ReleasePlan
    /// How the tasks of one colour are replaced, and when ECS takes that back. By default not by alarms: those are the release's.
    public var rolling: RollingDeployment
    /// How many tasks the serving colour begins with; by default two, and three in production.
    public var tasks: Int?
    /// How many tasks the idle colour begins with: none, unless it has to take over at once.
    public var idleTasks: Int
    /// How health is asked for.
    public var healthCheck: HealthCheck
    /// When alarms go off.
    public var alarms: AlarmBounds
    /// Variables of the containers' environment.
    public var environment: [String: Input<String>]
    /// Secrets that containers get as variables of their environment.
    public var secrets: [String: SecretReference]
    /// Variables and secrets that only one colour gets, such as the name of its database.
    public var ownEnvironment: [Colour: [String: Input<String>]]
    /// Variables and secrets that only one colour gets, such as the password of its database.
    public var ownSecrets: [Colour: [String: SecretReference]]
    /// What the containers may do in AWS: nothing, unless it is said here.
    public var permissions: [IAM.Statement]
    /// Whether somebody may open a shell in a container, by ECS Exec.
    public var allowsExec: Bool
    /// How many tasks each colour has, if not as many as it is told.
    public var scaling: ServiceScaling?
    /// The namespace in which other services find each colour, if they do.
    public var discovery: ServiceDiscoveryNamespace.Parts?
    /// What stands in for the containers in a rehearsal.
    public var rehearsal: LocalRehearsal?
    /// Whether even the first service of a stack puts its name before those of its parameters.
    public var prefixesParameters: Bool

    /// A service; see the type for what the parameters mean.
    public init(
        blue: ContainerImage, green: ContainerImage, port: Int, healthPath: String, size: TaskSize,
        on cluster: Cluster.Parts, behind balancer: LoadBalancer.Parts, release: ReleasePlan,
        rolling: RollingDeployment = RollingDeployment(followsAlarms: false), tasks: Int? = nil, idleTasks: Int = 0,
        healthCheck: HealthCheck = HealthCheck(), alarms: AlarmBounds = AlarmBounds(),
        environment: [String: Input<String>] = [:], secrets: [String: SecretReference] = [:],
        ownEnvironment: [Colour: [String: Input<String>]] = [:], ownSecrets: [Colour: [String: SecretReference]] = [:],
        permissions: [IAM.Statement] = [], allowsExec: Bool = false, scaling: ServiceScaling? = nil,
        discovery: ServiceDiscoveryNamespace.Parts? = nil, rehearsal: LocalRehearsal? = nil, prefixesParameters: Bool = false
    ) {
        self.blue = blue
        self.green = green
        self.port = port
        self.healthPath = healthPath
        self.size = size
        self.cluster = cluster
        self.balancer = balancer
        self.release = release
        self.rolling = rolling
        self.tasks = tasks
        self.idleTasks = idleTasks
        self.healthCheck = healthCheck
        self.alarms = alarms
        self.environment = environment
        self.secrets = secrets
        self.ownEnvironment = ownEnvironment
        self.ownSecrets = ownSecrets
        self.permissions = permissions
        self.allowsExec = allowsExec
        self.scaling = scaling
        self.discovery = discovery
        self.rehearsal = rehearsal
        self.prefixesParameters = prefixesParameters
    }

    /// A service on Fargate, in a cluster that was added by itself.
    public init(
        blue: ContainerImage, green: ContainerImage, port: Int, healthPath: String, size: TaskSize,
        on cluster: Handle<ECS.Cluster>, behind balancer: LoadBalancer.Parts, release: ReleasePlan, tasks: Int? = nil,
        healthCheck: HealthCheck = HealthCheck(), alarms: AlarmBounds = AlarmBounds(),
        environment: [String: Input<String>] = [:], secrets: [String: SecretReference] = [:],
        permissions: [IAM.Statement] = [], rehearsal: LocalRehearsal? = nil
    ) {
        self.init(
            blue: blue, green: green, port: port, healthPath: healthPath, size: size,
            on: Cluster.Parts(cluster: cluster, providers: [:], association: nil), behind: balancer, release: release,
            tasks: tasks, healthCheck: healthCheck, alarms: alarms, environment: environment, secrets: secrets,
            permissions: permissions, rehearsal: rehearsal)
    }

    var images: [ContainerImage] { [blue, green] }
    var allSecrets: [SecretReference] {
        ([secrets] + Colour.allCases.map { ownSecrets[$0] ?? [:] }).flatMap { $0.sorted { $0.key < $1.key }.map(\.value) }
    }

    /// A slot for a version.
    public enum Colour: String, Hashable, Sendable, CaseIterable {
        case blue = "Blue"
        case green = "Green"

        /// As it is written in names and paths.
        var word: String { rawValue.lowercased() }
    }

    /// What others need of a service.
    public struct Parts: Hashable, Sendable {
        /// The colour's service.
        public let services: [Colour: Handle<ECS.Service>]
        /// The colour's targets.
        public let targetGroups: [Colour: Handle<ElasticLoadBalancingV2.TargetGroup>]
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

    /// Adds the service's resources.
    public func define(in stack: inout Stack) -> Parts {
        check(&stack)
        let live = addLiveParameters(to: &stack)
        let groups = addTargetGroups(to: &stack)
        forward(to: groups, live, in: &stack)
        addTestRoutes(to: groups, in: &stack)
        let common = addCommonParts(to: &stack)
        var services: [Colour: Handle<ECS.Service>] = [:]
        for colour in Colour.allCases {
            guard let group = groups[colour], let live = live[colour] else { continue }
            let task = addTask(
                "\(colour.rawValue)Task", word: colour.word, image: live.image.value, common,
                variables: ownEnvironment[colour] ?? [:], secrets: ownSecrets[colour] ?? [:], to: &stack)
            let service = addService(colour, task, group, tasks: live.tasks, common, to: &stack)
            services[colour] = service
            let alarms = addAlarms(colour, group, to: &stack)
            if rolling.followsAlarms {
                stack[service]?.properties.set("DeploymentConfiguration", rolling.configuration(alarms))
            }
            scaling?.add(to: &stack, colour.rawValue, cluster: cluster.cluster, service: service)
            stack.output("\(colour.rawValue)Service", service.name, purpose: "The service of \(colour.word).")
            stack.output("\(colour.rawValue)TargetGroup", group.arn, purpose: "The targets of \(colour.word).")
        }
        return Parts(
            services: services, targetGroups: groups, logs: common.logs, executionRole: common.executionRole,
            taskRole: common.taskRole,
            securityGroup: common.securityGroup,
            needs: EndpointNeeds(
                endpoints: endpoints(), services: Colour.allCases.compactMap { services[$0] }, tasks: [common.securityGroup]))
    }

    private func check(_ stack: inout Stack) {
        func report(_ message: String, _ advice: String) { stack.report(.invalidValue, message, advice: advice) }
        checkDescription(in: &stack)
        for problem in rolling.problems { report(problem, "Change it in rolling: RollingDeployment(…).") }
        for problem in release.problems {
            report("the release can't be: \(problem)", "Write it like release: .steps([10, 50, 100], bake: .minutes(5)).")
        }
    }
}
