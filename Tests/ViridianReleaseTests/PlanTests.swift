import Testing
import ViridianRelease

@Suite struct PlanTests {
    @Test func `a plan that can be run has no problems`() {
        #expect(Plan.test.problems == [])
        #expect(Plan(weights: [100], hold: .zero, bake: .minutes(5), gates: Gate.standard).problems == [])
    }

    @Test(arguments: [
        ([], "the plan has no steps; a release needs at least one, the last with weight 100"),
        ([10, 50], "the last step has weight 50; it must be 100, or the release never ends"),
        ([0, 100], "step 1 has weight 0; weights are 1 to 100"),
        ([50, 50, 100], "step 2 has weight 50, not more than the 50 before it"),
    ])
    func `steps that can't be walked are named`(weights: [Int], problem: String) {
        #expect(Plan(weights: weights, hold: .seconds(1), bake: .seconds(1), gates: []).problems == [problem])
    }

    struct Change: CustomTestStringConvertible {
        var testDescription: String
        var make: @Sendable (inout Plan) -> Void
    }

    @Test(arguments: [
        Change(testDescription: "step 1 holds for less than nothing") { $0.steps[0].hold = .seconds(-1) },
        Change(testDescription: "the bake must last 0 to 1440 minutes") { $0.bake = .minutes(1441) },
        Change(testDescription: "the plan may take longer than 36 hours, after which CloudFormation ends an operation") {
            $0.steps[0].hold = .minutes(33 * 60 - 30)
            $0.progressDeadline = .minutes(60)
        },
        Change(testDescription: "headroom is nan; it is a share from 0 to 10") { $0.headroom = .nan },
        Change(testDescription: "pollEvery must be from 1 ms to 1 hour") { $0.pollEvery = .zero },
        Change(testDescription: "measureEvery must be from 1 ms to 1 hour") { $0.measureEvery = .minutes(61) },
        Change(testDescription: "the baseline is watched for less than nothing") { $0.baseline = .seconds(-1) },
        Change(
            testDescription: "the scale-down delay must be shorter than the progress deadline, or the old colour is never retired"
        ) {
            $0.scaleDownDelay = $0.progressDeadline
        },
        Change(testDescription: "the plan has gates, and neither a hold nor a bake in which they are asked") {
            $0.bake = .zero
            for step in $0.steps.indices { $0.steps[step].hold = .zero }
        },
        Change(testDescription: "gate a: the highest error rate is nan; it is a share from 0 to less than 1") {
            $0.gates = [Gate("a", .errorRate(maximum: .nan), minimumSamples: 1)]
        },
        Change(testDescription: "gate a: the highest unhealthy share is 1.0; it is a share from 0 to less than 1") {
            $0.gates = [Gate("a", .unhealthyShare(maximum: 1), minimumSamples: 1)]
        },
        Change(testDescription: "gate a: the percentile is 100.0; it is from 0 to less than 100") {
            $0.gates = [Gate("a", .latency(percentile: 100, milliseconds: 5), minimumSamples: 1)]
        },
        Change(testDescription: "gate a: the bound is 0 ms; it is at least 1") {
            $0.gates = [Gate("a", .latency(percentile: 99, milliseconds: 0), minimumSamples: 1)]
        },
    ])
    func `what can't be run is named in words`(change: Change) {
        var plan = Plan.test
        change.make(&plan)
        #expect(plan.problems == [change.testDescription])
    }

    @Test func `a divided plan has every time divided, and nothing that takes time takes none`() {
        let plan = Plan.test.divided(by: 10)
        let times = [
            plan.bake, plan.measureEvery, plan.baseline, plan.progressDeadline, plan.scaleDownDelay, plan.pollEvery,
            plan.retryAfter,
        ]
        #expect(times.map(\.milliseconds) == [6000, 1000, 1000, 12000, 3000, 100, 1000])
        #expect(plan.steps.map(\.hold.milliseconds) == [3000, 3000, 0])
        #expect(plan.steps.map(\.weight) == [10, 50, 100])
        #expect(Plan.test.divided(by: 1_000_000).pollEvery == .milliseconds(1))
    }

    @Test func `rule 17: the worst case counts the holds, the bake and every deadline`() {
        // Baseline 10 s, holds 30 s twice, bake 60 s; three steps with two deadlines of 120 s each, and six more at the end.
        #expect(Plan.test.worstCase == .seconds(10 + 60 + 60 + 12 * 120))
    }

    @Test func `rule 17: no run, good or bad, takes longer than the worst case that was announced`() {
        for simulation in ReleaseMachineTests.runs {
            #expect(simulation.world.now - Instant(milliseconds: 1000) <= Plan.test.worstCase)
        }
    }
}
