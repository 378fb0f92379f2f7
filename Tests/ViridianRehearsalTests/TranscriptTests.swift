import Testing
@testable import ViridianRelease
@testable import ViridianRunner

@testable import ViridianRehearsal

@Suite struct TranscriptTests {
    private let plan = Plan(weights: [10, 100], hold: .seconds(30), bake: .seconds(60), gates: Gate.standard, headroom: 0)

    private func entry(_ number: Int, _ milliseconds: Int64, _ records: [Record]) -> Journal.Entry {
        Journal.Entry(number: number, event: Event(at: Instant(milliseconds: milliseconds), .started), records: records)
    }

    private var rollback: [Journal.Entry] {
        let bad = Measurement(gate: "errors", colour: .green, verdict: .fail, value: 0.3, bound: 0.01, samples: 60)
        func reading(_ requests: Int, _ failures: Int) -> ColourReading {
            ColourReading(
                revision: "v1", desiredTasks: 2, runningTasks: 2, healthy: 2, unhealthy: 0, requests: requests,
                failures: failures,
                p50Milliseconds: 1, p99Milliseconds: 2.345)
        }
        let weights = Weights(blue: 90, green: 10)
        return [
            entry(
                1, 1000,
                [
                    .started(
                        stable: .blue, candidate: .green, revision: "v2", weights: .all(on: .blue),
                        worstCaseMilliseconds: 600_000, stickySeconds: 0
                    )
                ]),
            entry(2, 3000, [.shifted(stage: .step(0), weights: weights, until: Instant(milliseconds: 6000))]),
            entry(
                3, 4200,
                [
                    .measured(
                        stage: .step(0), measurements: [bad], readings: PerColour(blue: reading(540, 0), green: reading(60, 18))),
                    .gateFailed(stage: .step(0), measurement: bad), .rollbackStarted(stage: .step(0), cause: .gate(bad)),
                ]),
            entry(4, 4250, [.restored(weights: .all(on: .blue), afterMilliseconds: 50)]),
            entry(5, 9000, [.retired(colour: .green), .ended(.rolledBack(.gate(bad)))]),
        ]
    }

    @Test func `a rollback reads from top to bottom`() {
        var transcript = Transcript(plan: plan, began: Instant(milliseconds: 0))
        let notice = Notice(at: Instant(milliseconds: 8000), colour: .green, task: 2, kind: .taskKilled(afterMilliseconds: 3000))
        let rows = rollback.flatMap { transcript.rows(of: $0) } + [transcript.row(of: notice)]
        #expect(
            rows.map(\.text).joined(separator: "\n") == """
                    1.0 s  release started        100/0    blue is stable, green is released; at most 10 min
                    3.0 s  step 1 of 2            90/10    holding for 3.0 s
                    4.2 s  measured: fail         90/10    blue 540 requests, 0 failed, p99 2.3 ms · \
                green 60 requests, 18 failed, p99 2.3 ms
                    4.2 s  gate errors failed     90/10    green: 30.0 % of 60, at most 1.0 %
                    4.2 s  rolling back           90/10    noticed at step 1 of 2: gate errors failed on \
                green: 30.0 % of 60, at most 1.0 %
                    4.3 s  traffic restored       100/0    50 ms after the decision
                    9.0 s  green retired          100/0
                    9.0 s  release ended          100/0    rolled back
                    8.0 s  green-2 killed                  it did not end within 3.0 s of SIGTERM
                """)
    }

    @Test func `a summary tells a rollback's cost`() throws {
        let outcome = try #require(
            rollback.last?.records.last.flatMap { record in
                if case .ended(let outcome) = record { outcome } else { nil }
            })
        var load = LoadReport(failuresByKind: ["500": 18], rate: 200)
        load.total = .init(requests: 1600, failures: 18, p50Milliseconds: 1.5, p99Milliseconds: 12.4)
        load.colours.blue = .init(requests: 1540, failures: 0, p50Milliseconds: 1.5, p99Milliseconds: 3)
        load.colours.green = .init(requests: 60, failures: 18, p50Milliseconds: 1.6, p99Milliseconds: 12.4)
        let summary = Summary(outcome: outcome, plan: plan, entries: rollback, load: load, notices: [])
        #expect(
            summary.lines(plan: plan).joined(separator: "\n") == """

                verdict           rolled back: gate errors failed on green: 30.0 % of 60, at most 1.0 %
                requests          1600 at 200/s, 18 failed (18 × 500)
                blue              1540 requests, 0 failed, p50 1.5 ms, p99 3.0 ms
                green             60 requests, 18 failed, p50 1.6 ms, p99 12 ms
                noticed at        step 1, 10 %
                traffic restored  50 ms after the decision
                """)
    }
}
