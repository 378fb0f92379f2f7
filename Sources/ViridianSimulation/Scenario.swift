import ViridianRelease

/// What a seed draws: a plan, a world to begin with, and the faults that strike.
struct Scenario: Sendable {
    var plan: Plan
    var world: SimulatedWorld
    var overriddenBy: String?
    var injections: [Injection] = []
    /// What somebody answers when a release waits.
    var answers: Dice
    /// Whether plan, world and gates are such that nothing but a fault can go wrong.
    var isOrdinary = true

    static let revision: Revision = "web:2"

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        plan = Self.plan(&dice)
        world = SimulatedWorld(&dice, plan)
        if plan.worstCase > .seconds(36 * 3600) { isOrdinary = false }
        if dice.chance(6) {
            world.becomeFirst(&dice)
            isOrdinary = false
        } else if dice.chance(6) {
            world.colours.blue.errorRate = 0.3
            isOrdinary = false
        } else if dice.chance(4) {
            world.colours.green.isBrokenBefore = true
            world.colours.green.desired = dice.int(1...2)
            world.colours.green.revision = "web:0"
            isOrdinary = false
            if dice.chance(50) { overriddenBy = "ada" }
        }
        if world.alarmsBreachWhenIdle { isOrdinary = false }
        if plan.steps.contains(where: \.needsApproval) || !plan.hooks.isEmpty { isOrdinary = false }
        answers = Dice(seed: dice.next())
        if !dice.chance(3) { injections = Self.injections(&dice) }
    }

    private static func injections(_ dice: inout Dice) -> [Injection] {
        (0..<dice.int(1...7)).map { _ in
            Injection(
                fault: Fault.allCases[dice.int(0...Fault.allCases.count - 1)],
                phase: PhaseName.running[dice.int(0...PhaseName.running.count - 1)],
                eventsToWait: dice.chance(60) ? 0 : dice.int(0...8), milliseconds: Int64(dice.int(500...180_000)),
                choice: dice.int(0...999))
        }
    }

    private static func plan(_ dice: inout Dice) -> Plan {
        var plan = Plan(steps: steps(&dice), bake: .zero, gates: gates(&dice), headroom: dice.chance(70) ? 0.1 : 0)
        plan.bake = dice.chance(85) ? .seconds(dice.int(30...180)) : .zero
        plan.measureEvery = .seconds(dice.int(4...8))
        plan.pollEvery = .seconds(dice.int(1...3))
        plan.baseline = .seconds(dice.int(0...10))
        plan.retryAfter = .seconds(dice.int(3...10))
        plan.progressDeadline = .seconds(dice.int(120...300))
        plan.scaleDownDelay = .seconds(30)
        plan.firstTasks = dice.int(1...4)
        plan.whenUnmeasurable = dice.chance(50) ? .pause : .rollBack
        plan.canRollBack = !dice.chance(8)
        if dice.chance(25) { plan.testHold = .seconds(dice.int(10...40)) }
        if dice.chance(20) { plan.lag = .seconds(dice.int(1...5)) }
        if dice.chance(25) { plan.hooks = hooks(&dice) }
        // Longer than CloudFormation allows.
        if dice.chance(1) { plan.steps[0].hold = .seconds(37 * 3600) }
        return plan
    }

    private static func steps(_ dice: inout Dice) -> [Plan.Step] {
        var weights: [Int] = []
        var last = 0
        for _ in 0..<dice.int(1...6) where last < 90 {
            last += dice.int(5...30)
            if last < 100 { weights.append(last) }
        }
        let hold = dice.int(65...160)
        return (weights + [100]).map { weight in
            Plan.Step(weight: weight, hold: .seconds(weight == 100 ? 0 : hold), needsApproval: dice.chance(6))
        }
    }

    private static func gates(_ dice: inout Dice) -> [Gate] {
        var gates = Gate.standard
        if dice.chance(20) { gates[0].limits.failures = 1 }
        if dice.chance(20) {
            gates.append(Gate("alarm", .alarm(PerColour(blue: "alarm-b", green: "alarm-g")), minimumSamples: 0))
        }
        if dice.chance(20) {
            let names = PerColour(blue: "metric-b", green: "metric-g")
            gates.append(
                Gate(
                    "metric", .metric(names, .both(pass: .below(5), fail: .above(10))), minimumSamples: 0,
                    isDryRun: dice.chance(20)))
        }
        if dice.chance(15) {
            gates.append(Gate("regression", .regression(.errors, ratio: 3, falseAbortRate: 0.001), minimumSamples: 20))
        }
        return gates
    }

    private static func hooks(_ dice: inout Dice) -> [Hook] {
        let moments: [Hook.Moment] = [.test, .everyStep, .lastStep, .bake]
        return (0..<dice.int(1...2)).map { number in
            Hook(
                "hook \(number)", .lambda(arn: "arn"), at: moments[dice.int(0...3)], timeout: .seconds(dice.int(60...200)),
                onTimeout: dice.chance(50) ? .rollBack : .goOn)
        }
    }
}
