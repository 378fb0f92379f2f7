/// How a candidate becomes stable: steps, each with a weight and a hold, gates that are asked meanwhile, and a bake at the end.
public struct Plan: Hashable, Sendable, Codable {
    /// One step: the candidate gets `weight` percent, then nothing moves for `hold`.
    public struct Step: Hashable, Sendable, Codable {
        /// 1…100, higher than in the step before.
        public var weight: Int
        /// How long nothing moves after the weight was read back.
        @Milliseconds public var hold: Duration
        /// Somebody has to say yes before it goes on.
        public var needsApproval: Bool

        /// A share and the time it is held.
        public init(weight: Int, hold: Duration, needsApproval: Bool = false) {
            self.weight = weight
            self.hold = hold
            self.needsApproval = needsApproval
        }
    }

    /// How long only test traffic reaches the candidate before its first step; nothing where it gets none.
    @Milliseconds public var testHold: Duration
    /// The way to 100 %, which is the weight of the last one.
    public var steps: [Step]
    /// How long the old colour stays warm after 100 %.
    @Milliseconds public var bake: Duration
    /// What is asked while holding; without any, only readiness and the circuit breaker are watched.
    public var gates: [Gate]
    /// Programs that are asked at the stages.
    public var hooks: [Hook]
    /// Requests of so long after a shift are not counted: what is measured lags behind.
    @Milliseconds public var lag: Duration
    /// What follows when a gate's source doesn't answer.
    public var whenUnmeasurable: WhenUnmeasurable
    /// Whether the predecessor can run against what the candidate leaves behind (rule 18).
    public var canRollBack: Bool
    /// How many tasks a first release starts, when there is no stable whose number it could take.
    public var firstTasks: Int
    /// Capacity that the candidate must have beyond its share before it gets that share (rule 2).
    public var headroom: Double
    /// How often gates are asked while holding.
    @Milliseconds public var measureEvery: Duration
    /// How long the world is watched before anything is touched: the baseline that a rollback is measured against.
    @Milliseconds public var baseline: Duration
    /// How long the candidate may take until it has the healthy tasks that its next share needs.
    @Milliseconds public var progressDeadline: Duration
    /// How long an emptied colour is watched before it is retired, since a write that timed out may still land (rule 3).
    @Milliseconds public var scaleDownDelay: Duration
    /// How often the world is read while something is awaited.
    @Milliseconds public var pollEvery: Duration
    /// How long after a failed call it is tried again.
    @Milliseconds public var retryAfter: Duration

    /// What follows when a gate can't be measured.
    public enum WhenUnmeasurable: String, Hashable, Sendable, Codable {
        case pause
        case rollBack
    }

    /// A plan of weights that are all held equally long; the last step is followed by the bake and has no hold of its own.
    ///
    /// What is not given has the value of docs/release-rules.md: progress deadline 600 s, scale-down delay 30 s, headroom 10 %.
    public init(weights: [Int], hold: Duration, bake: Duration, gates: [Gate], headroom: Double = 0.1) {
        self.init(.steps(weights, hold: hold), bake: bake, gates: gates, headroom: headroom)
    }

    /// A plan of steps. What is not given has the value of docs/release-rules.md.
    public init(steps: [Step], bake: Duration, gates: [Gate], headroom: Double = 0.1) {
        self.steps = steps
        self.bake = bake
        self.gates = gates
        self.headroom = headroom
        testHold = .zero
        hooks = []
        lag = .zero
        whenUnmeasurable = .pause
        canRollBack = true
        firstTasks = 1
        measureEvery = .seconds(10)
        baseline = .seconds(10)
        progressDeadline = .seconds(600)
        scaleDownDelay = .seconds(30)
        pollEvery = .seconds(1)
        retryAfter = .seconds(10)
    }
}

extension Plan {
    /// The same plan with every time divided: how a rehearsal runs faster than its release. What takes time takes 1 ms at least.
    /// The time of a hook stays: what it asks is a real program, which no scale makes faster.
    public func divided(by scale: Double) -> Plan {
        func shorter(_ duration: Duration) -> Duration {
            let milliseconds = Int64((Double(duration.milliseconds) / scale).rounded())
            return .milliseconds(duration > .zero ? max(1, milliseconds) : milliseconds)
        }
        var plan = self
        for index in steps.indices { plan.steps[index].hold = shorter(steps[index].hold) }
        plan.testHold = shorter(testHold)
        plan.lag = shorter(lag)
        plan.bake = shorter(bake)
        plan.measureEvery = shorter(measureEvery)
        plan.baseline = shorter(baseline)
        plan.progressDeadline = shorter(progressDeadline)
        plan.scaleDownDelay = shorter(scaleDownDelay)
        plan.pollEvery = shorter(pollEvery)
        plan.retryAfter = shorter(retryAfter)
        return plan
    }

    /// The longest that a release by this plan may take, without pauses, approvals and the time that calls take (rule 17): each
    /// step waits for capacity, for its weights, for its hold and its hooks; the old colour settles and is retired, or all goes
    /// back, is verified and withdrawn; at last the lease and the autoscaling are given back.
    public var worstCase: Duration {
        let holds = steps.reduce(Duration.zero) { $0 + progressDeadline * 2 + $1.hold }
        let waits = hooks.reduce(Duration.zero) { sum, hook in sum + hook.timeout * stages(at: hook.moment) }
        return baseline + testHold + holds + waits + bake + progressDeadline * 6
    }

    /// What CloudFormation adds up: the bake, and each step's hold.
    /// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
    private var bakes: Duration { steps.reduce(bake) { $0 + $1.hold } }

    private func stages(at moment: Hook.Moment) -> Int { moment == .everyStep ? steps.count : 1 }

    /// What is wrong with the plan, in words; empty for a plan that can be run.
    public var problems: [String] {
        var problems: [String] = []
        if steps.isEmpty { problems.append("the plan has no steps; a release needs at least one, the last with weight 100") }
        if let last = steps.last, last.weight != 100 {
            problems.append("the last step has weight \(last.weight); it must be 100, or the release never ends")
        }
        for (index, step) in steps.enumerated() {
            if !(1...100).contains(step.weight) {
                problems.append("step \(index + 1) has weight \(step.weight); weights are 1 to 100")
            }
            if index > 0, step.weight <= steps[index - 1].weight {
                problems.append(
                    "step \(index + 1) has weight \(step.weight), not more than the \(steps[index - 1].weight) before it")
            }
            if step.hold < .zero { problems.append("step \(index + 1) holds for less than nothing") }
        }
        for (name, duration) in [("measureEvery", measureEvery), ("pollEvery", pollEvery), ("retryAfter", retryAfter)] {
            if duration < .milliseconds(1) || duration > .minutes(60) { problems.append("\(name) must be from 1 ms to 1 hour") }
        }
        if baseline < .zero { problems.append("the baseline is watched for less than nothing") }
        if scaleDownDelay < .zero || scaleDownDelay >= progressDeadline {
            problems.append("the scale-down delay must be shorter than the progress deadline, or the old colour is never retired")
        }
        if !gates.isEmpty, bake <= .zero, steps.allSatisfy({ $0.hold <= .zero }) {
            problems.append("the plan has gates, and neither a hold nor a bake in which they are asked")
        }
        if testHold < .zero || lag < .zero { problems.append("the test and the lag last 0 or more") }
        if firstTasks < 1 { problems.append("a first release starts \(firstTasks) tasks; it takes one at least") }
        for hook in hooks where hook.timeout <= .zero { problems.append("hook \(hook.name): it needs a time-out") }
        if bakes > .minutes(33 * 60) {
            problems.append("the bakes add up to more than 33 hours, which CloudFormation refuses")
        }
        if bake < .zero || bake > .minutes(1440) { problems.append("the bake must last 0 to 1440 minutes") }
        if worstCase > .minutes(36 * 60) {
            problems.append("the plan may take longer than 36 hours, after which CloudFormation ends an operation")
        }
        if !(0...10).contains(headroom) { problems.append("headroom is \(headroom); it is a share from 0 to 10") }
        return problems + gates.flatMap(\.problems)
    }
}
