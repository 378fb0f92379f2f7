public import ViridianResources

/// How AWS brings a service from one version to the next.
public enum ServiceDeployment: Hashable, Sendable {
    /// ECS starts new tasks and stops old ones, a few at a time.
    case rolling(RollingDeployment = RollingDeployment())
    /// ECS starts the new version beside the old one, and moves the traffic itself.
    case native(NativeDeployment)
    /// CodeDeploy starts the new version beside the old one, and moves the traffic.
    case codeDeploy(CodeDeployDeployment = CodeDeployDeployment())

    /// Whether there are two target groups, between which traffic moves.
    var movesTraffic: Bool { if case .rolling = self { false } else { true } }

    /// What AWS would refuse, in words.
    var problems: [String] {
        switch self {
        case .rolling(let rolling): rolling.problems
        case .native(let native): native.problems
        case .codeDeploy(let codeDeploy): codeDeploy.problems
        }
    }
}

/// New tasks take the place of old ones, a few at a time; ECS goes back by itself when they don't come up, or an alarm goes off.
///
/// Source: Amazon ECS Developer Guide, "Deploy Amazon ECS services by replacing tasks" and "How the Amazon ECS deployment circuit
/// breaker detects failures".
public struct RollingDeployment: Hashable, Sendable {
    /// How few and how many tasks there are meanwhile, in percent of what there should be.
    public var percent: ClosedRange<Int>
    /// How many tasks may fail, in percent of all, whatever that number is; none for ECS's own rule, 3 to 200 of them.
    public var failurePercent: Int?
    /// Whether alarms take a deployment back, too. One that is on when the deployment starts is ignored by ECS.
    public var followsAlarms: Bool

    /// Tasks replaced within limits.
    public init(percent: ClosedRange<Int> = 100...200, failurePercent: Int? = nil, followsAlarms: Bool = true) {
        self.percent = percent
        self.failurePercent = failurePercent
        self.followsAlarms = followsAlarms
    }

    func configuration(_ alarms: [Handle<CloudWatch.Alarm>]) -> ECS.Service.DeploymentConfiguration {
        .init(
            alarms: alarms.isEmpty || !followsAlarms
                ? nil : .init(alarmNames: .list(alarms.map(\.name)), enable: true, rollback: true),
            deploymentCircuitBreaker: .init(
                enable: true, rollback: true,
                thresholdConfiguration: failurePercent.map { .init(type: .unboundedPercent, value: Input($0)) }),
            maximumPercent: Input(percent.upperBound), minimumHealthyPercent: Input(percent.lowerBound))
    }

    /// What AWS would refuse, in words.
    var problems: [String] {
        var problems: [String] = []
        if percent.lowerBound < 0 || percent.lowerBound > 100 || percent.upperBound < 100 || percent == 100...100 {
            problems.append("with \(percent.lowerBound) to \(percent.upperBound) % of the tasks no deployment can go on")
        }
        if let failurePercent, !(1...100).contains(failurePercent) {
            problems.append("\(failurePercent) % of the tasks can't fail")
        }
        return problems
    }
}

/// The new version stands beside the old one, and ECS moves the traffic between their target groups.
///
/// After a release the groups have changed places, and ECS has rewritten the listener's rule: the template then differs from what
/// is live. Source: Amazon ECS Developer Guide, "Amazon ECS blue/green deployments", "linear deployments" and "canary
/// deployments".
public struct NativeDeployment: Hashable, Sendable {
    enum Shift: Hashable, Sendable {
        case allAtOnce
        case linear(percent: Double, every: Duration)
        case canary(percent: Double, for: Duration)
    }

    var shift: Shift
    var bake: Duration
    /// Functions that are asked on the way.
    public var hooks: [LifecycleHook]

    /// All traffic at once, with a bake in which it can go back.
    public static func blueGreen(bake: Duration, hooks: [LifecycleHook] = []) -> Self {
        Self(shift: .allAtOnce, bake: bake, hooks: hooks)
    }

    /// Equal steps with a time between them.
    public static func linear(percent: Double, every: Duration, bake: Duration, hooks: [LifecycleHook] = []) -> Self {
        Self(shift: .linear(percent: percent, every: every), bake: bake, hooks: hooks)
    }

    /// A small share for a time, then all.
    public static func canary(percent: Double, for time: Duration, bake: Duration, hooks: [LifecycleHook] = []) -> Self {
        Self(shift: .canary(percent: percent, for: time), bake: bake, hooks: hooks)
    }

    /// A function that ECS asks at stages of a deployment; what it answers lets the deployment go on, or takes it back.
    public struct LifecycleHook: Hashable, Sendable {
        /// The function.
        public var function: Handle<Lambda.Function>
        /// When it is asked.
        public var stages: [ECS.Service.DeploymentLifecycleHook.LifecycleStages]

        /// A function and its stages.
        public init(_ function: Handle<Lambda.Function>, at stages: [ECS.Service.DeploymentLifecycleHook.LifecycleStages]) {
            self.function = function
            self.stages = stages
        }
    }

    /// What AWS would refuse, in words.
    var problems: [String] {
        var problems: [String] = []
        func check(_ duration: Duration, _ what: String) {
            if !(0...1440).contains(duration.wholeMinutes) { problems.append("\(what) is no time of 0 to 1440 minutes") }
        }
        check(bake, "the bake")
        switch shift {
        case .allAtOnce: break
        case .linear(let percent, let every):
            check(every, "the time between steps")
            if !(3...100).contains(percent) { problems.append("steps are 3 to 100 %, not \(percent) %") }
        case .canary(let percent, let time):
            check(time, "the time of the canary")
            if !(0.1...100).contains(percent) { problems.append("a canary gets 0.1 to 100 %, not \(percent) %") }
        }
        if hooks.contains(where: { $0.stages.isEmpty }) { problems.append("a hook has no stage") }
        return problems
    }
}

/// The new version stands beside the old one, and CodeDeploy moves the traffic between their target groups.
///
/// The template holds the first revision alone: a change of the task definition is CodeDeploy's to make, and CloudFormation would
/// be refused. Source: AWS CodeDeploy User Guide, "Working with deployment configurations in CodeDeploy".
public struct CodeDeployDeployment: Hashable, Sendable {
    /// How fast the traffic moves.
    public var configuration: Configuration
    /// How long the old version stays warm.
    public var bake: Duration

    /// A speed and a bake.
    public init(_ configuration: Configuration = .canary10Percent5Minutes, bake: Duration = .minutes(5)) {
        self.configuration = configuration
        self.bake = bake
    }

    /// How fast traffic moves.
    public struct Configuration: RawRepresentable, Hashable, Sendable {
        /// The name of a deployment configuration of the ECS platform.
        public var rawValue: String
        /// A configuration that has no name here, such as one of one's own.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// All at once.
        public static let allAtOnce = Self(rawValue: "CodeDeployDefault.ECSAllAtOnce")
        /// A tenth every minute.
        public static let linear10PercentEvery1Minutes = Self(rawValue: "CodeDeployDefault.ECSLinear10PercentEvery1Minutes")
        /// A tenth every three minutes.
        public static let linear10PercentEvery3Minutes = Self(rawValue: "CodeDeployDefault.ECSLinear10PercentEvery3Minutes")
        /// A tenth for five minutes, then all.
        public static let canary10Percent5Minutes = Self(rawValue: "CodeDeployDefault.ECSCanary10Percent5Minutes")
        /// A tenth for fifteen minutes, then all.
        public static let canary10Percent15Minutes = Self(rawValue: "CodeDeployDefault.ECSCanary10Percent15Minutes")
    }

    /// What AWS would refuse, in words.
    var problems: [String] {
        (0...2880).contains(bake.wholeMinutes) ? [] : ["the old version stays warm for 0 to 2880 minutes"]
    }
}
