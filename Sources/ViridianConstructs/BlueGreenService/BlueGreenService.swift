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
public struct BlueGreenService: Construct {
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
    /// Where the tasks run.
    public var cluster: Handle<ECS.Cluster>
    /// Where requests come from.
    public var balancer: LoadBalancer.Parts
    /// How a new version is released.
    public var release: ReleasePlan
    /// How many tasks the serving colour begins with; by default two, and three in production.
    public var tasks: Int?
    /// How health is asked for.
    public var healthCheck: HealthCheck
    /// When alarms go off.
    public var alarms: AlarmBounds
    /// Variables of the containers' environment.
    public var environment: [String: Input<String>]
    /// What the containers may do in AWS: nothing, unless it is said here.
    public var permissions: [IAM.Statement]
    /// What stands in for the containers in a rehearsal.
    public var rehearsal: LocalRehearsal?

    /// A service; see the type for what the parameters mean.
    public init(
        blue: ContainerImage, green: ContainerImage, port: Int, healthPath: String, size: TaskSize,
        on cluster: Handle<ECS.Cluster>,
        behind balancer: LoadBalancer.Parts, release: ReleasePlan, tasks: Int? = nil, healthCheck: HealthCheck = HealthCheck(),
        alarms: AlarmBounds = AlarmBounds(), environment: [String: Input<String>] = [:], permissions: [IAM.Statement] = [],
        rehearsal: LocalRehearsal? = nil
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
        self.healthCheck = healthCheck
        self.alarms = alarms
        self.environment = environment
        self.permissions = permissions
        self.rehearsal = rehearsal
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
        /// As what the containers act in AWS.
        public let taskRole: Handle<IAM.Role>
        /// The tasks' firewall.
        public let securityGroup: Handle<EC2.SecurityGroup>
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
            let task = addTask(colour, image: live.image, common, to: &stack)
            let service = addService(colour, task, group, tasks: live.tasks, common, to: &stack)
            services[colour] = service
            addAlarms(colour, group, to: &stack)
            stack.output("\(colour.rawValue)Service", service.name, purpose: "The service of \(colour.word).")
            stack.output("\(colour.rawValue)TargetGroup", group.arn, purpose: "The targets of \(colour.word).")
        }
        return Parts(
            services: services, targetGroups: groups, logs: common.logs, taskRole: common.taskRole,
            securityGroup: common.securityGroup)
    }

    private func check(_ stack: inout Stack) {
        func report(_ message: String, _ advice: String) { stack.report(.invalidValue, message, advice: advice) }
        if !(1...65535).contains(port) { report("\(port) is no port", "Ports are 1 to 65535.") }
        if !healthPath.hasPrefix("/") || healthPath.count > 1024 {
            report("\"\(healthPath)\" is no path for health checks", "It begins with / and has at most 1024 characters.")
        }
        for problem in healthCheck.problems { report(problem, "Change it in healthCheck: HealthCheck(…).") }
        for problem in release.problems {
            report("the release can't be: \(problem)", "Write it like release: .steps([10, 50, 100], bake: .minutes(5)).")
        }
        if !(0...100).contains(alarms.errorPercent) || !(0...100).contains(alarms.unhealthyPercent) || alarms.p99 <= .zero {
            report("the alarms' bounds can't be reached or kept", "Percents are 0 to 100, and p99 is above zero.")
        }
    }
}
