import Testing
import ViridianRelease
import ViridianRunner

@testable import ViridianRehearsal

/// Why a release ended as it did, from the journal alone (rule 20).
@Suite struct WhyTests {
    static let plan = Plan(weights: [10, 100], hold: .seconds(30), bake: .seconds(30), gates: Gate.standard)
    static let reading = ColourReading(revision: "v1", desiredTasks: 2, runningTasks: 2, healthy: 2, unhealthy: 0)

    static func entry(_ number: Int, _ milliseconds: Int64, _ kind: Event.Kind, _ records: [Record]) -> Journal.Entry {
        Journal.Entry(number: number, event: Event(at: Instant(milliseconds: milliseconds), kind), records: records)
    }

    static let failure = Gate.standard[0].measure(
        ColourReading(
            revision: "v2", desiredTasks: 2, runningTasks: 2, healthy: 2, unhealthy: 0, requests: 40, failures: 12), of: .green)

    @Test func `a rollback is told with its evidence, and with who moved which weight`() {
        let entries = [
            Self.entry(
                1, 1000, .started,
                [
                    .started(
                        stable: .blue, candidate: .green, revision: "v2", weights: .all(on: .blue), worstCaseMilliseconds: 1,
                        stickySeconds: 0)
                ]),
            Self.entry(
                2, 5000, .started,
                [.shifted(stage: .step(0), weights: Weights(blue: 90, green: 10), until: Instant(milliseconds: 35000))]),
            Self.entry(
                3, 9000, .resumed,
                [
                    .measured(
                        stage: .step(0), measurements: [Self.failure],
                        readings: PerColour(blue: Self.reading, green: Self.reading)),
                    .gateFailed(stage: .step(0), measurement: Self.failure),
                    .rollbackStarted(stage: .step(0), cause: .gate(Self.failure)),
                ]),
            Self.entry(4, 9500, .started, [.restored(weights: .all(on: .blue), afterMilliseconds: 500)]),
            Self.entry(5, 12000, .started, [.ended(.rolledBack(.gate(Self.failure)))]),
        ]
        #expect(
            Why(plan: Self.plan, entries: entries).lines == [
                "verdict    rolled back",
                "because    gate errors failed on green: 30.0 % of 40, at most 1.0 %, at step 1 of 2",
                "decided    8.0 s after its start",
                "measured",
                "  errors: fail, green: 30.0 % of 40, at most 1.0 %",
                "weights",
                "  0.0 s: blue 100, green 0, as they were found",
                "  4.0 s: blue 90, green 10, by the release, for step 1 of 2",
                "  8.5 s: blue 100, green 0, by the release, going back",
                "resumed    1 times",
            ])
    }

    @Test func `a release that waits says for whom, and what people wanted is kept`() {
        let entries = [
            Self.entry(1, 1000, .started, [.waiting(stage: .step(0), .approval)]),
            Self.entry(2, 3000, .commanded(.approve(by: "ada")), [.obeyed(.approve(by: "ada"))]),
            Self.entry(3, 8000, .started, [.promoted(colour: .green, revision: "v2"), .ended(.promoted)]),
        ]
        #expect(Why(plan: Self.plan, entries: Array(entries.prefix(1))).verdict == "waiting at step 1 of 2")
        let why = Why(plan: Self.plan, entries: entries)
        #expect(why.verdict == "promoted")
        #expect(why.decision == "v2 passed every gate and is stable on green")
        #expect(why.commands == ["2.0 s: asked to go on, by ada"])
    }
}
