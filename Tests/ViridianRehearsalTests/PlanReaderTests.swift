import Foundation
import Testing
import Viridian
import ViridianTemplate
import ViridianRelease

@testable import ViridianRehearsal

@Suite struct PlanReaderTests {
    private func read(_ plan: String) throws -> PlanReader.Result {
        let metadata = "{Viridian::Release: \(plan)}"
        let template = try Template.read(Sample.yaml(metadata: metadata), file: "shop.yaml", format: .yaml)
        let node = template.resource("BlueService")?.metadata["Viridian::Release"]
        return try PlanReader.read(try #require(node), file: "shop.yaml")
    }

    @Test func `a plan in full is read as it stands`() throws {
        let result = try read(
            """
            {Version: 1, Steps: [{Weight: 5, HoldSeconds: 1.5}, {Weight: 100}], BakeSeconds: 60, Headroom: 0.25, \
            MeasureSeconds: 2, BaselineSeconds: 4, ProgressDeadlineSeconds: 90, ScaleDownDelaySeconds: 6, Gates: [\
            {Name: bad, Type: ErrorRate, Maximum: 0.02, MinimumSamples: 7}, \
            {Name: slow, Type: Latency, Percentile: 95, MaximumMilliseconds: 250}, \
            {Type: UnhealthyShare, Maximum: 0.3}]}
            """)
        var expected = Plan(
            weights: [], hold: .zero, bake: .seconds(60),
            gates: [
                Gate("bad", .errorRate(maximum: 0.02), minimumSamples: 7),
                Gate("slow", .latency(percentile: 95, milliseconds: 250), minimumSamples: 20),
                Gate("UnhealthyShare", .unhealthyShare(maximum: 0.3), minimumSamples: 0),
            ], headroom: 0.25)
        expected.steps = [.init(weight: 5, hold: .milliseconds(1500)), .init(weight: 100, hold: .zero)]
        expected.measureEvery = .seconds(2)
        expected.baseline = .seconds(4)
        expected.progressDeadline = .seconds(90)
        expected.scaleDownDelay = .seconds(6)
        #expect(result == PlanReader.Result(plan: expected, namesGates: true))
    }

    @Test func `the gates of the documentation are the standard ones`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/metadata.yaml").path
        let metadata = try Node.read(contentsOf: file)
        let result = try PlanReader.read(try #require(metadata["Viridian::Release"]), file: file)
        #expect(result.plan.gates == Gate.standard)
        #expect(metadata["Viridian::Rehearsal"]?["Command"] == ["python3", "app.py", "{port}"])
    }

    @Test func `what a plan leaves out has the defaults of the release rules`() throws {
        let result = try read("{Version: 1, Steps: [{Weight: 100}], BakeSeconds: 60}")
        #expect(result.plan.headroom == 0.1)
        #expect(result.plan.progressDeadline == .seconds(600))
        #expect(result.plan.scaleDownDelay == .seconds(30))
        #expect(!result.namesGates)
    }

    @Test(arguments: [
        ("{Steps: [{Weight: 100}]}", "a release plan says Version: 1, the one that there is"),
        ("{Version: 2, Steps: [{Weight: 100}]}", "a release plan says Version: 1, the one that there is"),
        ("{Version: 1}", "a release plan has Steps, a list with at least one"),
        ("{Version: 1, Steps: []}", "a release plan has Steps, a list with at least one"),
        ("{Version: 1, Steps: [{Hold: 3}]}", "a step has no Hold; it has Weight, HoldSeconds"),
        ("{Version: 1, Steps: [{HoldSeconds: 3}]}", "a step has a Weight, a whole number from 1 to 100"),
        ("{Version: 1, Steps: [{Weight: 40}]}", "the last step has weight 40; it must be 100"),
        ("{Version: 1, Steps: [{Weight: 100}], BakeSeconds: -1}", "BakeSeconds is 0 or more"),
        ("{Version: 1, Steps: [{Weight: 100}], BakeSeconds: soon}", "BakeSeconds is a number"),
        ("{Version: 1, Steps: [{Weight: 100}], BakeSeconds: 9, Gates: []}", "Gates is a list with at least one gate"),
        (
            "{Version: 1, Steps: [{Weight: 100}], BakeSeconds: 9, Gates: [{Type: Mood}]}",
            "a gate's Type is ErrorRate, Latency, UnhealthyShare, Regression, Alarm or Metric"
        ),
        (
            "{Version: 1, Steps: [{Weight: 100}], BakeSeconds: 9, Gates: [{Type: ErrorRate}]}",
            "a gate of this type has Maximum, a number"
        ),
        ("soon", "a release plan is an object with Version, Strategy, Steps"),
    ])
    func `a mistake is told with its place and the way to the docs`(plan: String, message: String) {
        let text = Sample.failure { _ = try read(plan) }
        #expect(text.contains(message), "\(text)")
        #expect(text.hasPrefix("shop.yaml:23:"), "\(text)")
        #expect(text.hasSuffix("See docs/plan.md."))
    }

    @Test func `a plan may name a strategy, test first, and say that going back is not possible`() throws {
        let plan = try read(
            """
            {Version: 1, Strategy: ECSCanary10Percent5Minutes, TestSeconds: 30, LagSeconds: 5, CanRollBack: false, \
            BakeSeconds: 60, Gates: [{Type: Regression, Of: Latency, MaximumMilliseconds: 300, Ratio: 3, FalseAbortRate: 0.02, \
            FailureLimit: 1, ConsecutiveFailureLimit: 2, DryRun: true}]}
            """
        ).plan
        var gate = Gate(
            "Regression", .regression(.slow(milliseconds: 300), ratio: 3, falseAbortRate: 0.02), minimumSamples: 20,
            isDryRun: true)
        gate.limits.failures = 1
        gate.limits.consecutiveFailures = 2
        var expected = Plan(.canary(percent: 10, hold: .seconds(300)), bake: .seconds(60), gates: [gate])
        expected.testHold = .seconds(30)
        expected.lag = .seconds(5)
        expected.canRollBack = false
        #expect(plan == expected)
    }

    @Test(arguments: [
        ("{Version: 1, Strategy: SIDEWAYS}", "Strategy is one of ECSAllAtOnce"),
        ("{Version: 1, Strategy: CANARY, Steps: [{Weight: 100}]}", "a release plan has a Strategy or Steps, not both"),
        ("{Version: 1, Strategy: CANARY, CanRollBack: perhaps}", "CanRollBack is true or false"),
    ])
    func `a strategy that can't be followed is told`(plan: String, message: String) {
        let error = #expect(throws: RehearsalError.self) { try read(plan) }
        #expect(error?.description.contains(message) == true)
    }
}
