import Testing
import ViridianRelease

/// Rule 19: what is done after a hook's moment waits for its answer, also after a crash.
@Suite struct HookRuleTests {
    static let moments: [Hook.Moment] = [
        .beforeScaleUp, .afterScaleUp, .test, .beforeEveryStep, .everyStep, .lastStep, .bake,
    ]

    static func plan(_ moments: [Hook.Moment]) -> Plan {
        var plan = Plan.test
        plan.testHold = .seconds(10)
        plan.hooks = moments.map { Hook($0.rawValue, .command(["true"]), at: $0, timeout: .seconds(60)) }
        return plan
    }

    /// What was asked and done, in order.
    static func story(_ simulation: Simulation) -> [String] {
        simulation.records.compactMap { record in
            switch record {
            case .asked(let hook, _, _): hook
            case .deploying: "deploy"
            case .movingTestRoutes: "test routes"
            case .shifting(let weights, _): "\(weights.green) %"
            case .promoted: "promoted"
            default: nil
            }
        }
    }

    @Test func `every hook is asked at its moment, and what comes after waits for it`() {
        var simulation = Simulation(Self.plan(Self.moments))
        simulation.run()
        #expect(simulation.release.outcome == .promoted)
        #expect(
            Self.story(simulation).filter { $0 != "test routes" } == [
                "beforeScaleUp", "deploy", "afterScaleUp", "test", "beforeEveryStep", "10 %", "everyStep", "beforeEveryStep",
                "50 %", "everyStep", "beforeEveryStep", "100 %", "everyStep", "lastStep", "bake", "promoted",
            ])
    }

    @Test(arguments: moments)
    func `a question has its key, and has it again after a restart`(moment: Hook.Moment) {
        var simulation = Simulation(Self.plan([moment]))
        func asked() -> [String] {
            simulation.records.compactMap { if case .asked(_, _, let key) = $0 { key } else { nil } }
        }
        while asked().isEmpty, simulation.release.outcome == nil {
            if simulation.release.phase == .planned { simulation.deliver(.started) }
            guard simulation.step() else { break }
        }
        // The reply was on its way when the process died.
        simulation.restart()
        let before = simulation.writes
        while asked().count < 2, simulation.step() {}
        #expect(asked().count == 2 && Set(asked()).count == 1)
        #expect(simulation.writes == before)
        simulation.run()
        #expect(simulation.release.outcome == .promoted)
    }

    @Test(arguments: moments)
    func `a hook that says no at any moment takes the release back`(moment: Hook.Moment) {
        var simulation = Simulation(Self.plan([moment]))
        var isDone = false
        while !isDone, simulation.release.standing == nil {
            if simulation.release.phase == .planned { simulation.deliver(.started) }
            let call = simulation.release.pending.first { if case .invoke = $0.action { true } else { false } }
            if let call {
                simulation.deliver(.hookAnswered(.failed(reason: "no"), effect: call.id))
                isDone = true
            } else if !simulation.step() {
                break
            }
        }
        simulation.run()
        #expect(simulation.release.outcome == .rolledBack(.hook(name: moment.rawValue, reason: "no")))
        #expect(simulation.world.weights == .all(on: .blue))
        let hadTraffic = ![.beforeScaleUp, .afterScaleUp, .test, .beforeEveryStep].contains(moment)
        #expect(simulation.writes.isEmpty == !hadTraffic)
    }

    /// A release whose hook before the scale-up takes 40 s, while somebody changes the world.
    private func release(_ change: @escaping (inout ModelWorld) -> Void) -> Simulation {
        var simulation = Simulation(Self.plan([.beforeScaleUp]))
        simulation.fate = { if case .invoke = $0.action { .answeredAfter(.seconds(40)) } else { .answered } }
        simulation.run { if case .holding = $0 { true } else { false } }
        simulation.after(.seconds(10), change)
        simulation.run()
        return simulation
    }

    @Test func `rule 10: what fires on the candidate's colour while a hook is asked makes the release refuse to begin`() {
        let simulation = release { world in
            world.colours.green.desired = 2
            world.colours.green.behaviour.isBroken = true
        }
        #expect(
            simulation.release.outcome
                == .refused(reason: "gate health already fails on green, which is to be the candidate; stop its tasks first"))
        #expect(Self.story(simulation) == ["beforeScaleUp"])
    }

    @Test func `rule 21: a stable that breaks while a hook is asked does not stand in the way of its fix`() {
        let simulation = release { $0.colours.blue.behaviour.errorRate = 0.5 }
        let baselines = simulation.records.compactMap { if case .baseline(_, let asFix) = $0 { asFix } else { nil } }
        #expect(baselines == [false, true])
        #expect(simulation.release.outcome == .promoted)
    }
}
