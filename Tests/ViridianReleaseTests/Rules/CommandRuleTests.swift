import Testing
import ViridianRelease

/// What people may want of a running release, and what comes of it.
@Suite struct CommandRuleTests {
    static func holding(_ plan: Plan = .test, step: Int = 0) -> Simulation {
        var simulation = Simulation(plan)
        simulation.run { if case .holding(.step(step), _, _) = $0 { true } else { false } }
        return simulation
    }

    @Test func `a pause holds the step for as long as it lasts, and its time counts for no hold`() {
        var simulation = Self.holding()
        simulation.deliver(.commanded(.pause))
        let paused = simulation.world.now
        while simulation.world.now < paused + .seconds(300), simulation.step() {}
        #expect(simulation.release.phase.name == "holding")
        simulation.deliver(.commanded(.resume))
        simulation.run { if case .preparing(1, _) = $0 { true } else { false } }
        #expect(simulation.world.now - paused >= .seconds(330))
        simulation.run()
        #expect(simulation.release.outcome == .promoted)
    }

    @Test func `a gate that fails during a pause still takes the release back`() {
        var simulation = Self.holding()
        simulation.deliver(.commanded(.pause))
        simulation.world.colours.green.behaviour.errorRate = 0.5
        simulation.run()
        #expect(simulation.release.outcome?.exitCode == 3)
    }

    @Test func `promote skips the rest of a hold, and no more than that`() {
        var simulation = Self.holding()
        let began = simulation.world.now
        simulation.deliver(.commanded(.promote))
        simulation.run { if case .holding(.step(1), _, _) = $0 { true } else { false } }
        #expect(simulation.world.now - began < .seconds(5))
        simulation.run()
        #expect(simulation.writes == [Weights(blue: 90, green: 10), Weights(blue: 50, green: 50), .all(on: .green)])
    }

    @Test func `promote fully goes to all of the traffic at once, and waits for its capacity`() {
        var simulation = Simulation()
        simulation.run { if case .preparing = $0 { true } else { false } }
        simulation.world.colours.green.behaviour.startsAfter = .seconds(40)
        simulation.deliver(.commanded(.promoteFully))
        simulation.run()
        #expect(simulation.release.outcome == .promoted)
        #expect(simulation.safety.violations.isEmpty)
        #expect(simulation.writes.last == .all(on: .green))
        let holds = simulation.records.filter { if case .measured = $0 { true } else { false } }
        #expect(holds.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a step that needs approval waits for it`(isApproved: Bool) {
        var plan = Plan.test
        plan.steps[0].needsApproval = true
        var simulation = Simulation(plan)
        simulation.run()
        #expect(simulation.release.standing == .paused(stage: .step(0), gates: ["approval"]))
        simulation.deliver(.commanded(isApproved ? .approve(by: "ada") : .reject(by: "ada")))
        simulation.run()
        #expect(simulation.release.outcome == (isApproved ? .promoted : .rolledBack(.rejected(by: "ada"))))
    }

    @Test func `inconclusive waits, and retry holds the step once more`() {
        var simulation = Simulation()
        simulation.world.requestsPerSecond = 0
        simulation.run()
        #expect(simulation.release.standing == .paused(stage: .step(0), gates: ["errors", "latency"]))
        simulation.world.requestsPerSecond = 50
        simulation.deliver(.commanded(.retry))
        simulation.run()
        #expect(simulation.release.outcome == .promoted)
    }

    @Test func `rule 13: a newer revision makes the candidate lose its weight before it is replaced`() {
        var simulation = Self.holding(step: 1)
        simulation.deliver(.commanded(.supersede(by: "web:3")))
        simulation.run()
        #expect(simulation.release.outcome == .superseded(by: "web:3"))
        #expect(simulation.world.weights == .all(on: .blue))
        #expect(simulation.world.colours.green.desired == 0)
    }

    @Test func `rule 13: a release that finds the lease taken refuses to start`() {
        var simulation = Simulation()
        _ = simulation.world.lease.acquire(for: "web:1")
        simulation.run()
        #expect(simulation.release.outcome == .refused(reason: "web:1 is being released; wait or abort it"))
        #expect(simulation.writes.isEmpty)
    }

    @Test func `rule 18: a plan that can't go back stays where it is`() {
        var plan = Plan.test
        plan.canRollBack = false
        var simulation = Self.holding(plan, step: 1)
        simulation.world.colours.green.behaviour.errorRate = 0.5
        simulation.run()
        #expect(simulation.release.standing?.exitCode == 5)
        #expect(simulation.world.weights == Weights(blue: 50, green: 50))
        simulation.deliver(.commanded(.abort))
        simulation.run()
        #expect(simulation.release.outcome == .aborted)
        #expect(simulation.world.weights == Weights(blue: 50, green: 50))
    }

    /// Found by a seed of an earlier simulator: with no hold behind it, the release was promoted while nobody had any weight.
    @Test func `rule 18: what is frozen before it had its share begins there again, also when it is promoted`() throws {
        var plan = Plan.test
        plan.canRollBack = false
        var simulation = Simulation(plan)
        simulation.world.colours.blue.desired = 0
        simulation.world.colours.blue.revision = nil
        simulation.world.weights = Weights(blue: 0, green: 0)
        simulation.run { if case .shifting = $0 { true } else { false } }
        simulation.deliver(.commanded(.abort))
        guard case .waiting(let stage, .frozen, _) = simulation.release.phase else {
            Issue.record("it is not frozen, but \(simulation.release.phase)")
            return
        }
        #expect(stage == .step(2) && simulation.release.reached == nil)
        // The write is never sent, and a minute later the world is read.
        let write = try #require(simulation.release.pending.first { if case .setWeights = $0.action { true } else { false } })
        simulation.fate = { $0.id == write.id ? .neverSent : .answered }
        simulation.deliver(.failed("throttled", effect: write.id))
        simulation.world.advance(to: simulation.world.now + .seconds(60))
        let reading = try #require(simulation.release.pending.last)
        simulation.deliver(simulation.world.perform(reading))
        simulation.deliver(.commanded(.promote))
        #expect(simulation.release.phase == .preparing(step: 2, since: simulation.world.now))
        simulation.run()
        #expect(simulation.release.outcome == .promoted && simulation.world.weights == .all(on: .blue))
    }

    @Test func `rule 23: a first release begins with all of the traffic, and leaves nobody serving where it fails`() {
        for isGood in [true, false] {
            var simulation = Simulation()
            simulation.world.colours.blue.desired = 0
            simulation.world.colours.blue.revision = nil
            if !isGood { simulation.world.colours.blue.behaviour.errorRate = 0.5 }
            simulation.run()
            #expect(simulation.release.outcome?.exitCode == (isGood ? 0 : 3))
            #expect(simulation.world.weights == (isGood ? .all(on: .blue) : Weights(blue: 0, green: 0)))
            #expect(simulation.records.contains(.nobodyServes) == !isGood)
        }
    }

    @Test func `a command that the phase has no use for is recorded and changes nothing`() {
        var simulation = Self.holding()
        let before = simulation.release
        simulation.deliver(.commanded(.approve(by: "ada")))
        #expect(simulation.release.phase == before.phase && simulation.release.pending == before.pending)
        #expect(simulation.records.last == .ignored(.approve(by: "ada")))
    }
}
