import Testing
import ViridianRelease

/// The rules that bind the way forward.
@Suite struct ForwardRuleTests {
    @Test func `rule 1: a listener whose weights add up to 7 keeps that sum at every write`() {
        var simulation = Simulation(Plan(weights: [20, 50, 100], hold: .seconds(20), bake: .seconds(20), gates: []))
        simulation.world.weights = .all(on: .blue, sum: 7)
        simulation.run()
        #expect(simulation.writes == [Weights(blue: 6, green: 1), Weights(blue: 3, green: 4), Weights(blue: 0, green: 7)])
        #expect(simulation.release.outcome == .promoted)
    }

    @Test func `rule 1: weights too coarse for the plan's steps are refused before anything is touched`() {
        var simulation = Simulation()
        simulation.world.weights = .all(on: .blue, sum: 1)
        simulation.run()
        #expect(
            simulation.release.outcome
                == .refused(reason: "the weights' sum is 1, too small for a step of 10 %; give blue 100"))
        #expect(simulation.writes.isEmpty)
    }

    @Test func `rule 2: no weight is raised before the candidate has capacity for it, with headroom`() {
        var simulation = Simulation()
        simulation.world.colours.green.behaviour.startsAfter = .seconds(40)
        simulation.run()
        let ready = simulation.records.compactMap { record in
            if case .ready(_, let healthy, let needed) = record { [healthy, needed] } else { nil }
        }
        // Stable has 4: 10 % needs ceil(0.44), 50 % ceil(2.2), 100 % ceil(4.4).
        #expect(ready == [[5, 1], [5, 3], [5, 5]])
        #expect(simulation.safety.violations.isEmpty)
    }

    @Test func `rule 2: a candidate grows with a stable that was scaled out meanwhile`() {
        var simulation = Simulation()
        simulation.after(.seconds(20)) { $0.colours.blue.desired = 8 }
        simulation.run()
        let deployed = simulation.records.compactMap { record in
            if case .deploying(_, _, let tasks) = record { tasks } else { nil }
        }
        #expect(deployed == [5, 9])
        #expect(simulation.release.outcome == .promoted)
    }

    @Test func `rule 2: a write that is tried again asks again for capacity`() {
        var simulation = Simulation()
        simulation.fate = { if case .setWeights = $0.action { .neverSent } else { .answered } }
        simulation.run { if case .shifting = $0 { true } else { false } }
        simulation.world.colours.green.behaviour.isBroken = true
        simulation.run()
        #expect(simulation.writes == [Weights(blue: 90, green: 10)])
    }

    @Test func `rule 3: the old colour is stopped only when its weight reads back as 0 and no request reaches it`() {
        var simulation = Simulation()
        simulation.run { if case .settling = $0 { true } else { false } }
        simulation.world.stickyRequestsPerSecond.blue = 3
        let began = simulation.world.now
        simulation.after(.seconds(20)) { $0.stickyRequestsPerSecond.blue = 0 }
        simulation.after(.seconds(20)) { $0.colours.blue.requestsInFlight = 1 }
        simulation.after(.seconds(70)) { $0.colours.blue.requestsInFlight = 0 }
        simulation.run { if case .retiring = $0 { true } else { false } }
        #expect(simulation.world.now == began + .seconds(70))
        #expect(simulation.safety.violations.isEmpty)
    }

    @Test func `rule 3: an old colour that requests still reach at the deadline is left running`() {
        var simulation = Simulation()
        simulation.world.stickyRequestsPerSecond.blue = 3
        simulation.run()
        #expect(
            simulation.records.suffix(4) == [
                .warning("requests still reach blue, so it is not retired"), .promoted(colour: .green, revision: "web:2"),
                .finishing(.promoted), .ended(.promoted),
            ])
        #expect(simulation.world.colours.blue.desired == 4)
    }

    @Test func `rule 3: stable is not stopped while the candidate lacks the capacity for all traffic`() {
        var simulation = Simulation()
        simulation.run { if case .settling = $0 { true } else { false } }
        simulation.world.colours.green.desired = 3
        simulation.run()
        #expect(simulation.release.outcome == .rolledBack(.notReady(colour: .green, healthy: 3, needed: 5)))
        #expect(simulation.world.weights == .all(on: .blue))
    }

    @Test func `rule 4: what is stable changes at full promotion and at no other time`() {
        var simulation = Simulation()
        simulation.run()
        #expect(Set(simulation.path.dropFirst(3).filter { !$0.isPromoted }.map(\.stable)) == [.blue])
        #expect(simulation.release.stable == .green)
    }

    @Test(arguments: 0..<17)
    func `rule 5: foreign weights stop the release and nothing is overwritten`(tenth: Int) {
        var simulation = Simulation()
        simulation.after(.seconds(tenth * 10) + .milliseconds(500)) { $0.weights = Weights(blue: 70, green: 30) }
        simulation.run()
        guard case .drift(_, let live) = simulation.release.outcome else {
            Issue.record("ended as \(String(describing: simulation.release.outcome))")
            return
        }
        #expect(live == Weights(blue: 70, green: 30))
        #expect(simulation.world.weights == live)
    }

    @Test func `rule 5: weights that were changed between reading and writing are not overwritten`() {
        var simulation = Simulation()
        simulation.run { if case .shifting = $0 { true } else { false } }
        simulation.world.weights = Weights(blue: 70, green: 30)
        simulation.run()
        #expect(simulation.release.outcome == .drift(expected: .all(on: .blue), live: Weights(blue: 70, green: 30)))
    }

    @Test func `rule 7: a hold ends at its stored instant although the process died meanwhile`() {
        var undisturbed = Simulation()
        undisturbed.run()
        var simulation = Simulation()
        simulation.run { if case .holding(.step(1), _, _) = $0 { true } else { false } }
        simulation.world.advance(to: simulation.world.now + .seconds(15))
        simulation.restart()
        simulation.run()
        #expect(simulation.records.filter(\.isShift) == undisturbed.records.filter(\.isShift))
        #expect(simulation.release.outcome == .promoted)
    }

    @Test func `rule 7: a clock that jumps back changes nothing and is not believed`() {
        var simulation = Simulation()
        simulation.run { if case .holding = $0 { true } else { false } }
        var release = simulation.release
        let reading = simulation.world.observe(Query(since: simulation.world.now, latencyBoundsMilliseconds: [500]))
        _ = release.handle(Event(at: Instant(milliseconds: 0), .observed(reading, effect: release.pending[0].id)))
        guard case .observe(_, let notBefore) = release.pending.first?.action else {
            Issue.record("nothing is observed")
            return
        }
        #expect(notBefore > simulation.world.now)
    }

    @Test func `rule 7: no hold elapses while its gates can't be asked`() {
        var simulation = Simulation()
        simulation.run { if case .holding = $0 { true } else { false } }
        guard case .holding(_, let since, let until) = simulation.release.phase else {
            Issue.record("it does not hold: \(simulation.release.phase)")
            return
        }
        simulation.world.advance(to: simulation.world.now + .seconds(100))
        simulation.restart()
        _ = simulation.step()
        _ = simulation.step()
        #expect(simulation.release.phase == .holding(.step(0), since: since, until: until + .seconds(90)))
        #expect(simulation.records.contains(.warning("the gates could not be asked for 90000 ms; the hold lasts as much longer")))
    }

    @Test func `rule 9: without traffic no gate has a verdict, and the release pauses`() {
        var simulation = Simulation()
        simulation.world.requestsPerSecond = 0
        simulation.run()
        #expect(simulation.release.standing == .paused(stage: .step(0), gates: ["errors", "latency"]))
        #expect(simulation.world.weights == Weights(blue: 90, green: 10))
    }

    @Test func `rule 10: a candidate whose gate fails already is refused`() {
        var simulation = Simulation()
        simulation.world.colours.green = .init(revision: "web:0", desired: 2, behaviour: .init(isBroken: true))
        simulation.run()
        #expect(
            simulation.release.outcome
                == .refused(reason: "gate health already fails on green, which is to be the candidate; stop its tasks first"))
    }

    @Test func `rule 10: it is refused to start where no colour has all the weight`() {
        var simulation = Simulation()
        simulation.world.weights = Weights(blue: 40, green: 60)
        simulation.run()
        let reason = "weights are blue 40, green 60; a release starts from one colour that has all of it"
        #expect(simulation.records.last == .ended(.refused(reason: reason)))
        #expect(simulation.writes.isEmpty)
    }

    @Test func `rule 11: a gate that fails on stable alone takes the release back`() {
        var simulation = Simulation()
        simulation.run { if case .holding = $0 { true } else { false } }
        simulation.world.colours.blue.behaviour.errorRate = 0.5
        simulation.after(.seconds(15)) { $0.colours.blue.behaviour.errorRate = 0 }
        simulation.run()
        guard case .rolledBack(.gate(let measurement)) = simulation.release.outcome else {
            Issue.record("ended as \(String(describing: simulation.release.outcome))")
            return
        }
        #expect([measurement.gate, measurement.colour.rawValue] == ["errors", "blue"])
    }

    @Test func `rule 14: what is tested at the first step is what serves at the end, deployed once`() {
        var simulation = Simulation()
        simulation.run()
        let deployed = simulation.records.filter { if case .deploying = $0 { true } else { false } }
        #expect(deployed == [.deploying(colour: .green, revision: "web:2", tasks: 5)])
        #expect(simulation.world.colours.green.revision == "web:2")
    }

    @Test(arguments: [20, 60, 100, 150, 162])
    func `rule 16: a candidate that runs another revision is never promoted`(seconds: Int) {
        var simulation = Simulation()
        simulation.after(.seconds(seconds)) { $0.colours.green.revision = "web:9" }
        simulation.run()
        #expect(simulation.release.outcome == .rolledBack(.revisionChanged(expected: "web:2", live: "web:9")))
    }

    @Test func `rule 20: each transition says its evidence, and when the hold is over`() {
        var simulation = Simulation()
        simulation.run()
        let untils = simulation.records.filter(\.isShift).count
        let evidence = simulation.records.compactMap { record in
            if case .measured(_, let measurements, _) = record { measurements } else { nil }
        }
        #expect(untils == 4)
        #expect(evidence.allSatisfy { $0.count == 6 && $0.contains { $0.colour == .blue } })
    }

    @Test func `rule 21: a stable that is broken from the start doesn't block the release of its fix`() {
        var simulation = Simulation()
        simulation.world.colours.blue.behaviour.errorRate = 0.5
        simulation.run()
        let baselines = simulation.records.compactMap { if case .baseline(_, let asFix) = $0 { asFix } else { nil } }
        #expect(baselines == [true])
        #expect(simulation.release.outcome == .promoted)
    }
}

extension Record {
    var isShift: Bool { if case .shifted = self { true } else { false } }
}
