import Testing
import ViridianRelease

/// A whole run as somebody would tell it. Both texts are kept here, since they are short and meant to be read beside the rules.
@Suite struct TranscriptTests {
    @Test func `a good run from start to end`() {
        var simulation = Simulation()
        simulation.run()
        #expect(
            Self.transcript(of: simulation) == """
                  0.0 started: green gets web:2, blue is stable, weights 100/0, at most 1570 s
                 10.0 baseline: 4 healthy, 500 requests
                 10.0 deploying web:2 to green, 5 tasks
                 13.0 ready: green has 5 healthy, needs 1
                 13.0 shifted: step 1, weights 90/10, until  43.0
                 23.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 33.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 43.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 43.0 ready: green has 5 healthy, needs 3
                 43.0 shifted: step 2, weights 50/50, until  73.0
                 53.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 63.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 73.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 73.0 ready: green has 5 healthy, needs 5
                 73.0 shifted: step 3, weights 0/100, until  73.0
                 73.0 shifted: bake, weights 0/100, until 133.0
                 83.0 measured: errors pass, latency pass, health pass, errors inconclusive, latency inconclusive, health pass
                 93.0 measured: errors pass, latency pass, health pass, errors inconclusive, latency inconclusive, health pass
                103.0 measured: errors pass, latency pass, health pass, errors inconclusive, latency inconclusive, health pass
                113.0 measured: errors pass, latency pass, health pass, errors inconclusive, latency inconclusive, health pass
                123.0 measured: errors pass, latency pass, health pass, errors inconclusive, latency inconclusive, health pass
                133.0 measured: errors pass, latency pass, health pass, errors inconclusive, latency inconclusive, health pass
                163.0 retiring blue
                164.0 retired blue
                164.0 promoted: web:2 on green
                164.0 ended: promoted
                """)
    }

    @Test func `a run that is taken back at its second step`() {
        var simulation = Simulation()
        simulation.after(.seconds(60)) { $0.colours.green.behaviour.errorRate = 0.3 }
        simulation.run()
        #expect(
            Self.transcript(of: simulation) == """
                  0.0 started: green gets web:2, blue is stable, weights 100/0, at most 1570 s
                 10.0 baseline: 4 healthy, 500 requests
                 10.0 deploying web:2 to green, 5 tasks
                 13.0 ready: green has 5 healthy, needs 1
                 13.0 shifted: step 1, weights 90/10, until  43.0
                 23.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 33.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 43.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 43.0 ready: green has 5 healthy, needs 3
                 43.0 shifted: step 2, weights 50/50, until  73.0
                 53.0 measured: errors pass, latency pass, health pass, errors pass, latency pass, health pass
                 63.0 measured: errors fail, latency pass, health pass, errors pass, latency pass, health pass
                 63.0 failed: errors on green, 500 requests
                 63.0 going back
                 63.0 restored: weights 100/0 after 10 ms
                 93.0 verified: blue has 4 healthy
                 93.0 retiring green
                 94.0 retired green
                 94.0 ended: rolled back
                """)
    }

    static func transcript(of simulation: Simulation) -> String {
        var release = Release(plan: simulation.release.plan, revision: simulation.release.revision)
        var lines: [String] = []
        for event in simulation.events {
            for record in release.handle(event).records {
                if let text = text(record) { lines.append("\(seconds(event.at)) \(text)") }
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func seconds(_ instant: Instant) -> String {
        let tenths = (instant.milliseconds - 1000) / 100
        let text = "\(tenths / 10).\(tenths % 10)"
        return String(repeating: " ", count: max(0, 5 - text.count)) + text
    }

    private static func text(_ weights: Weights) -> String { "\(weights.blue)/\(weights.green)" }

    private static func text(_ stage: Stage) -> String {
        switch stage {
        case .beforeScaleUp: "before scale-up"
        case .afterScaleUp: "after scale-up"
        case .beforeStep(let step): "before step \(step + 1)"
        case .test: "test"
        case .step(let step): "step \(step + 1)"
        case .bake: "bake"
        }
    }

    private static func text(_ record: Record) -> String? {
        switch record {
        case .started(let stable, let candidate, let revision, let weights, let worstCase, _):
            "started: \(candidate) gets \(revision), \(stable?.rawValue ?? "nobody") is stable, weights \(text(weights)), "
                + "at most \(worstCase / 1000) s"
        case .baseline(let stable, let asFix):
            "baseline: \(stable.healthy) healthy, \(stable.requests) requests\(asFix ? ", a fix" : "")"
        case .deploying(let colour, let revision, let tasks): "deploying \(revision) to \(colour), \(tasks) tasks"
        case .ready(let colour, let healthy, let needed): "ready: \(colour) has \(healthy) healthy, needs \(needed)"
        case .shifted(let stage, let weights, let until):
            "shifted: \(text(stage)), weights \(text(weights)), until \(seconds(until))"
        case .measured(_, let measurements, _):
            "measured: " + measurements.map { "\($0.gate) \($0.verdict)" }.joined(separator: ", ")
        case .gateFailed(_, let failure): "failed: \(failure.gate) on \(failure.colour), \(failure.samples) requests"
        case .rollbackStarted: "going back"
        case .overwrote(let live): "overwrote \(text(live))"
        case .restored(let weights, let milliseconds): "restored: weights \(text(weights)) after \(milliseconds) ms"
        case .verified(let colour, let reading): "verified: \(colour) has \(reading.healthy) healthy"
        case .promoted(let colour, let revision): "promoted: \(revision) on \(colour)"
        case .retiring(let colour): "retiring \(colour)"
        case .retired(let colour): "retired \(colour)"
        case .callFailed(let reason): "call failed: \(reason)"
        case .warning(let text): "warning: \(text)"
        case .ended(let outcome): "ended: \(outcome.verdict)"
        default: nil
        }
    }
}
