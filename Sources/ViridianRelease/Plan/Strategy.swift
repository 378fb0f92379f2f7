/// How the candidate's share grows, by the names that users of ECS and CodeDeploy know.
public enum Strategy: Hashable, Sendable {
    /// All of the traffic at once, and then a bake.
    case allAtOnce
    /// A small share first, then the rest.
    case canary(percent: Int, hold: Duration)
    /// Equal steps.
    case linear(percent: Int, every: Duration)
    /// Shares of one's own, all held equally long.
    case steps([Int], hold: Duration)
    /// Test traffic first, then all of the traffic at once, as ECS does blue/green.
    case blueGreen(test: Duration)

    /// 5 % for 10 minutes: the default of ECS.
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/canary-deployment.html
    public static let canary = Strategy.canary(percent: 5, hold: .minutes(10))
    /// 10 % every 6 minutes: the default of ECS.
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-linear.html
    public static let linear = Strategy.linear(percent: 10, every: .minutes(6))

    /// The strategy of a deployment configuration of CodeDeploy or a strategy of ECS, by its name.
    /// https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
    public init?(named name: String) {
        switch name.hasPrefix("CodeDeployDefault.") ? String(name.dropFirst(18)) : name {
        case "ECSAllAtOnce", "ALL_AT_ONCE": self = .allAtOnce
        case "ECSLinear10PercentEvery1Minutes": self = .linear(percent: 10, every: .minutes(1))
        case "ECSLinear10PercentEvery3Minutes": self = .linear(percent: 10, every: .minutes(3))
        case "ECSCanary10Percent5Minutes": self = .canary(percent: 10, hold: .minutes(5))
        case "ECSCanary10Percent15Minutes": self = .canary(percent: 10, hold: .minutes(15))
        case "LINEAR": self = .linear
        case "CANARY": self = .canary
        case "BLUE_GREEN": self = .blueGreen(test: .zero)
        default: return nil
        }
    }

    /// The names that are understood.
    public static let names = [
        "ECSAllAtOnce", "ECSLinear10PercentEvery1Minutes", "ECSLinear10PercentEvery3Minutes", "ECSCanary10Percent5Minutes",
        "ECSCanary10Percent15Minutes", "ALL_AT_ONCE", "LINEAR", "CANARY", "BLUE_GREEN",
    ]

    /// The shares and their holds.
    var steps: [Plan.Step] {
        switch self {
        case .allAtOnce, .blueGreen: [Plan.Step(weight: 100, hold: .zero)]
        case .canary(let percent, let hold): [Plan.Step(weight: percent, hold: hold), Plan.Step(weight: 100, hold: .zero)]
        case .linear(let percent, let hold): Self.steps(Self.ramp(percent), hold)
        case .steps(let weights, let hold): Self.steps(weights, hold)
        }
    }

    private static func ramp(_ percent: Int) -> [Int] {
        percent > 0 && percent < 100 ? Array(stride(from: percent, to: 100, by: percent)) + [100] : [100]
    }

    private static func steps(_ weights: [Int], _ hold: Duration) -> [Plan.Step] {
        weights.map { Plan.Step(weight: $0, hold: $0 == 100 ? .zero : hold) }
    }
}

extension Plan {
    /// A plan that follows a strategy. What is not given has the value of docs/release-rules.md.
    public init(_ strategy: Strategy, bake: Duration, gates: [Gate], headroom: Double = 0.1) {
        self.init(steps: strategy.steps, bake: bake, gates: gates, headroom: headroom)
        if case .blueGreen(let test) = strategy { testHold = test }
    }
}
