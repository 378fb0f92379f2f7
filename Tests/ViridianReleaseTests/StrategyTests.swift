import Testing
import ViridianRelease

@Suite struct StrategyTests {
    @Test(arguments: [
        ("ECSAllAtOnce", [100], 0), ("CodeDeployDefault.ECSAllAtOnce", [100], 0), ("ALL_AT_ONCE", [100], 0),
        ("ECSLinear10PercentEvery1Minutes", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 60),
        ("ECSLinear10PercentEvery3Minutes", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 180),
        ("ECSCanary10Percent5Minutes", [10, 100], 300), ("ECSCanary10Percent15Minutes", [10, 100], 900),
        ("CANARY", [5, 100], 600), ("LINEAR", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100], 360),
    ])
    func `the names of ECS and CodeDeploy are understood`(name: String, weights: [Int], seconds: Int) throws {
        let plan = Plan(try #require(Strategy(named: name)), bake: .seconds(60), gates: Gate.standard)
        #expect(plan.steps.map(\.weight) == weights)
        #expect(plan.steps.dropLast().allSatisfy { $0.hold == .seconds(seconds) })
        #expect(plan.problems == [])
    }

    @Test func `other names are no strategy, and every name that is offered is one`() {
        #expect(Strategy(named: "ECSSideways") == nil)
        #expect(Strategy.names.allSatisfy { Strategy(named: $0) != nil })
    }

    @Test func `test traffic comes first where a plan wants it, and requests are not demanded of it`() {
        var plan = Plan(.blueGreen(test: .seconds(60)), bake: .seconds(60), gates: Gate.standard)
        plan.progressDeadline = .seconds(120)
        var simulation = Simulation(plan)
        simulation.run()
        let stages = simulation.records.compactMap { record in
            if case .shifted(let stage, let weights, _) = record { "\(stage) \(weights.green)" } else { nil }
        }
        #expect(stages == ["test 0", "step(0) 100", "bake 100"])
        #expect(simulation.release.outcome == .promoted)
    }
}
