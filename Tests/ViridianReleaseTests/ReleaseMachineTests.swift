import Foundation
import Testing
import ViridianRelease

/// What holds for the machine itself, whatever it decides.
@Suite struct ReleaseMachineTests {
    /// A good run, a run that is taken back, and one whose calls fail: between them they pass every phase.
    static var runs: [Simulation] {
        var good = Simulation()
        good.run()
        var bad = Simulation()
        bad.after(.seconds(60)) { $0.colours.green.behaviour.errorRate = 0.3 }
        bad.run()
        var rough = Simulation()
        let calls = Calls()
        rough.fate = { _ in
            calls.count += 1
            return calls.count.isMultiple(of: 3) ? .landedAndFailed : .answered
        }
        rough.run()
        return [good, bad, rough]
    }

    final class Calls { var count = 0 }

    static func events(for release: Release) -> [Event.Kind] {
        let reading = ModelWorld().observe(Query(since: Instant(milliseconds: 0), latencyBoundsMilliseconds: [500]))
        let numbers = release.pending.map(\.id) + [999_999]
        return [
            .started, .resumed, .commanded(.abort), .commanded(.pause), .commanded(.resume), .commanded(.promote),
            .commanded(.promoteFully),
        ]
            + numbers.flatMap { number -> [Event.Kind] in
                [
                    .observed(reading, effect: number), .done(effect: number), .weightsSet(.changed, effect: number),
                    .weightsSet(.refused(live: Weights(blue: 3, green: 4)), effect: number),
                    .leased(.acquired(fence: 7), effect: number), .leased(.held(by: "them"), effect: number),
                    .fenced(by: "them", effect: number), .hookAnswered(.succeeded, effect: number),
                    .failed("no answer", effect: number),
                ]
            }
    }

    @Test func `every event is taken in every phase, and a release that goes on waits for something`() {
        var phases: Set<String> = []
        for simulation in Self.runs {
            for before in simulation.path + [simulation.release] {
                phases.insert(before.phase.name)
                for kind in Self.events(for: before) {
                    var release = before
                    let reaction = release.handle(Event(at: simulation.world.now, kind))
                    if before.outcome != nil { #expect(release == before && reaction.effects.isEmpty) }
                    if release.outcome != nil { #expect(release.pending.isEmpty && reaction.effects.isEmpty) }
                    if release.outcome == nil, release.phase != .planned { #expect(!release.pending.isEmpty) }
                }
            }
        }
        #expect(
            phases == [
                "planned", "leasing", "inspecting", "preparing", "shifting", "holding", "settling", "retiring", "reverting",
                "verifying",
                "withdrawing", "finishing", "ended",
            ])
    }

    @Test func `a reply that nobody waits for, or that comes twice, changes nothing`() {
        for simulation in Self.runs {
            for (before, event) in zip(simulation.path, simulation.events) {
                var release = before
                _ = release.handle(event)
                guard event.kind != .started, event.kind != .commanded(.abort) else { continue }
                let after = release
                #expect(release.handle(event) == Reaction())
                #expect(release == after)
            }
        }
    }

    @Test func `rule 6: any beginning of the events gives the same release, each time it is replayed`() {
        for simulation in Self.runs {
            var release = Release(plan: .test, revision: "web:2")
            for (before, event) in zip(simulation.path, simulation.events) {
                #expect(release == before)
                _ = release.handle(event)
            }
            #expect(release == simulation.release)
        }
    }

    @Test(arguments: [true, false])
    func `rule 6: a crash after any event, with its calls made again, comes to the same end`(isGood: Bool) {
        var simulation = Simulation()
        if !isGood { simulation.after(.seconds(60)) { $0.colours.green.behaviour.errorRate = 0.3 } }
        var whole = simulation
        whole.run()
        simulation.deliver(.started)
        repeat {
            var fork = simulation
            fork.restart()
            fork.run()
            #expect(fork.release.outcome?.verdict == whole.release.outcome?.verdict, "\(simulation.release.phase)")
            #expect(fork.world.weights == whole.world.weights, "\(simulation.release.phase)")
            #expect(fork.safety.violations.isEmpty)
        } while simulation.step() && simulation.release.outcome == nil
    }

    @Test(arguments: [true, false])
    func `rule 6: calls that are made twice at every point come to the same end`(isGood: Bool) {
        var simulation = Simulation()
        if !isGood { simulation.after(.seconds(60)) { $0.colours.green.behaviour.errorRate = 0.3 } }
        var whole = simulation
        whole.run()
        simulation.fate = { _ in .answeredTwice }
        simulation.run()
        #expect(simulation.release == whole.release)
        #expect(simulation.records == whole.records)
    }

    @Test func `a release is the same after it was written down and read back, at every point`() throws {
        for simulation in Self.runs {
            for release in simulation.path + [simulation.release] {
                #expect(try JSONDecoder().decode(Release.self, from: JSONEncoder().encode(release)) == release)
            }
            for event in simulation.events {
                #expect(try JSONDecoder().decode(Event.self, from: JSONEncoder().encode(event)) == event)
            }
            for record in simulation.records {
                #expect(try JSONDecoder().decode(Record.self, from: JSONEncoder().encode(record)) == record)
            }
        }
    }

    @Test func `a plan with a problem is refused, and nothing is called`() {
        var release = Release(plan: Plan(weights: [], hold: .zero, bake: .zero, gates: []), revision: "web:2")
        let reaction = release.handle(Event(at: Instant(milliseconds: 5), .started))
        let outcome = Outcome.refused(reason: "the plan has no steps; a release needs at least one, the last with weight 100")
        #expect(reaction.effects == [] && reaction.records == [.ended(outcome)])
    }

    @Test func `rule 16: every outcome has its exit code and its word`() {
        let weights = Weights.all(on: .blue)
        let outcomes: [Outcome] = [
            .promoted, .rolledBack(.abortRequested), .aborted, .paused(stage: .bake, gates: []),
            .drift(expected: weights, live: weights), .refused(reason: ""), .rollbackUnverified(reason: ""),
        ]
        #expect(
            outcomes.map { "\($0.exitCode) \($0.verdict)" } == [
                "0 promoted", "3 rolled back", "4 aborted", "5 paused", "6 drift", "7 refused", "8 rollback unverified",
            ])
    }
}
