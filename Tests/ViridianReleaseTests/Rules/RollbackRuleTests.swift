import Testing
import ViridianRelease

/// The rules that bind the way back.
@Suite struct RollbackRuleTests {
    static func holding(_ step: Int) -> Simulation {
        var simulation = Simulation()
        simulation.run { if case .holding(.step(step), _, _) = $0 { true } else { false } }
        return simulation
    }

    struct Fault: CustomTestStringConvertible {
        var testDescription: String
        var sabotage: @Sendable (inout ModelWorld.Behaviour) -> Void
        var cause: String
    }

    @Test(arguments: [
        Fault(testDescription: "errors", sabotage: { $0.errorRate = 0.3 }, cause: "errors"),
        Fault(testDescription: "latency", sabotage: { $0.slowShare = 0.3 }, cause: "latency"),
        Fault(testDescription: "unhealthy", sabotage: { $0.isBroken = true }, cause: "errors"),
    ])
    func `a candidate that fails is rolled back, and blue serves everything`(fault: Fault) {
        var simulation = Self.holding(1)
        fault.sabotage(&simulation.world.colours.green.behaviour)
        simulation.run()
        guard case .rolledBack(.gate(let measurement)) = simulation.release.outcome else {
            Issue.record("ended as \(String(describing: simulation.release.outcome))")
            return
        }
        #expect([measurement.gate, measurement.colour.rawValue] == [fault.cause, "green"])
        #expect(simulation.release.outcome?.exitCode == 3)
        #expect(simulation.world.weights == .all(on: .blue))
        #expect(simulation.world.colours.green.desired == 0)
        #expect(simulation.safety.violations.isEmpty)
    }

    @Test func `a candidate that is never healthy never gets weight`() {
        var simulation = Simulation()
        simulation.world.colours.green.behaviour.startsAfter = nil
        simulation.run()
        #expect(simulation.release.outcome == .rolledBack(.notReady(colour: .green, healthy: 0, needed: 1)))
        #expect(simulation.writes.isEmpty)
    }

    @Test func `a candidate that the circuit breaker gave up is rolled back at once`() {
        var simulation = Simulation()
        simulation.world.colours.green.behaviour = .init(startsAfter: nil, breakerAfter: .seconds(7))
        simulation.run()
        #expect(simulation.release.outcome == .rolledBack(.deploymentFailed(reason: "tasks failed to start")))
        #expect(simulation.world.now < Instant(milliseconds: 30_000))
    }

    @Test func `rule 1: weight is not given back to a stable without tasks before it was started again`() {
        var simulation = Simulation()
        simulation.run { if case .retiring = $0 { true } else { false } }
        while simulation.world.colours.blue.desired > 0, simulation.step() {}
        simulation.deliver(.commanded(.abort))
        simulation.run()
        #expect(simulation.release.outcome == .aborted)
        #expect(simulation.world.weights == .all(on: .blue))
        #expect(simulation.world.healthy(.blue) == 4)
        #expect(simulation.safety.violations.isEmpty)
    }

    @Test func `rule 3: an abort waits for a retirement of stable that is under way, and starts stable again`() {
        var simulation = Simulation()
        simulation.run { if case .retiring = $0 { true } else { false } }
        simulation.fate = { $0.action == .retire(.blue) ? .answeredAfter(.seconds(25)) : .answered }
        simulation.deliver(.commanded(.abort))
        simulation.run()
        #expect(simulation.release.outcome == .aborted)
        #expect(simulation.world.healthy(.blue) == 4)
        #expect(simulation.safety.violations.isEmpty)
    }

    @Test(arguments: [1, 10, 25])
    func `rule 3: a write that timed out and lands late gives no weight to tasks that are being stopped`(seconds: Int) {
        var simulation = Simulation()
        simulation.run { if case .shifting = $0 { true } else { false } }
        simulation.fate = { effect in
            guard case .setWeights(let weights, _, _) = effect.action, weights.green > 0 else { return .answered }
            return .failedAndLands(after: .seconds(seconds))
        }
        simulation.deliver(.commanded(.abort))
        simulation.run()
        #expect(simulation.release.outcome == .aborted)
        #expect(simulation.world.weights == .all(on: .blue))
    }

    @Test func `rule 5: under drift a rollback lowers the candidate to 0, says what it overwrote, and ends as drift`() {
        var simulation = Self.holding(1)
        simulation.world.weights = Weights(blue: 20, green: 80)
        simulation.deliver(.commanded(.abort))
        simulation.run()
        let overwritten = simulation.records.filter { if case .overwrote = $0 { true } else { false } }
        #expect(overwritten == [.overwrote(live: Weights(blue: 20, green: 80))])
        #expect(
            simulation.release.outcome == .drift(expected: Weights(blue: 50, green: 50), live: Weights(blue: 20, green: 80)))
        #expect(simulation.world.weights == .all(on: .blue))
    }

    @Test func `rule 8: an abort in any phase gives stable all weight and ends with exit code 4`() {
        var whole = Simulation()
        whole.run()
        var phases: Set<String> = []
        var simulation = Simulation()
        simulation.deliver(.started)
        repeat {
            // Its promotion is decided; there is nothing left to abort.
            if simulation.release.isPromoted { continue }
            var fork = simulation
            fork.deliver(.commanded(.abort))
            fork.run()
            phases.insert(simulation.release.phase.name)
            #expect(fork.release.outcome?.exitCode == 4, "\(simulation.release.phase)")
            #expect(fork.world.weights == .all(on: .blue), "\(simulation.release.phase)")
            #expect(fork.world.healthy(.blue) == 4, "\(simulation.release.phase)")
            #expect(fork.safety.violations.isEmpty, "\(simulation.release.phase)")
        } while simulation.step() && simulation.release.outcome == nil
        #expect(phases == ["leasing", "inspecting", "preparing", "shifting", "holding", "settling", "retiring"])
    }

    @Test func `rule 8: an abort before the start touches nothing`() {
        var release = Release(plan: .test, revision: "web:2")
        let reaction = release.handle(Event(at: Instant(milliseconds: 1), .commanded(.abort)))
        #expect(reaction.effects == [] && reaction.records.last == .ended(.aborted))
    }

    @Test func `rule 8: an abort wins over throttling that lasts for a minute`() {
        var simulation = Self.holding(1)
        let calm = simulation.world.now + .seconds(60)
        let clock = Clock()
        simulation.fate = { _ in clock.now < calm ? .neverSent : .answered }
        simulation.deliver(.commanded(.abort))
        while simulation.release.outcome == nil {
            clock.now = simulation.world.now
            guard simulation.step() else { break }
        }
        #expect(simulation.release.outcome == .aborted)
    }

    @Test func `rule 8: a rollback during the bake needs no new capacity`() {
        var simulation = Simulation()
        simulation.run { if case .holding(.bake, _, _) = $0 { true } else { false } }
        let before = simulation.records.count
        simulation.world.colours.green.behaviour.errorRate = 0.3
        simulation.run()
        #expect(!simulation.records[before...].contains { if case .deploying = $0 { true } else { false } })
        #expect(simulation.release.outcome?.verdict == "rolled back")
    }

    @Test func `rule 12: a stable that dies during the rollback makes it unverified, and it doesn't loop`() {
        var simulation = Self.holding(1)
        simulation.world.colours.green.behaviour.errorRate = 0.3
        simulation.run { if case .verifying = $0 { true } else { false } }
        simulation.world.colours.blue.behaviour.startsAfter = nil
        simulation.run()
        #expect(simulation.release.outcome?.exitCode == 8)
        #expect(simulation.writes.filter { $0 == .all(on: .blue) }.count == 1)
    }

    @Test func `rule 12: a stable that dies before it has its weight back gets none`() {
        var simulation = Self.holding(1)
        simulation.world.colours.blue.behaviour.startsAfter = nil
        simulation.deliver(.commanded(.abort))
        simulation.run()
        #expect(simulation.release.outcome == .rollbackUnverified(reason: "the weights could not be given back to blue"))
        #expect(simulation.world.weights == Weights(blue: 50, green: 50))
    }

    @Test func `rule 12: weights that somebody changes after the rollback are reported, not fought over`() {
        var simulation = Self.holding(1)
        simulation.deliver(.commanded(.abort))
        simulation.run { if case .verifying = $0 { true } else { false } }
        simulation.world.weights = Weights(blue: 1, green: 99)
        simulation.run()
        #expect(
            simulation.release.outcome == .rollbackUnverified(reason: "the weights were changed again after the rollback"))
    }

    @Test func `rule 21: a fix that is never ready ends as rolled back, although stable is as dead as before`() {
        var simulation = Simulation()
        simulation.world.colours.blue.behaviour.startsAfter = nil
        simulation.world.colours.green.behaviour.startsAfter = nil
        simulation.run()
        #expect(simulation.release.outcome?.exitCode == 3)
    }

    @Test(arguments: [Simulation.Fate.neverSent, .landedAndFailed])
    func `calls that always fail are given up after the limit, each tried again after the retry time`(fate: Simulation.Fate) {
        var simulation = Simulation()
        simulation.fate = { if case .deploy = $0.action { fate } else { .answered } }
        simulation.world.colours.green.behaviour.startsAfter = nil
        simulation.run()
        #expect(simulation.records.filter { if case .deploying = $0 { true } else { false } }.count == 5)
        #expect(simulation.release.outcome?.exitCode == 3)
    }

    final class Clock { var now = Instant(milliseconds: 0) }
}

extension Phase {
    var name: String { String("\(self)".prefix { $0 != "(" }) }
}
