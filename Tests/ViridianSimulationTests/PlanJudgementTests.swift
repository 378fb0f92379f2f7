import Testing
import ViridianRelease
import ViridianSimulation

@Suite struct PlanJudgementTests {
    static let stable = ServiceModel()

    static func plan(_ gates: [Gate] = Gate.standard) -> Plan {
        Plan(weights: [10, 50, 100], hold: .seconds(60), bake: .seconds(60), gates: gates)
    }

    static func setting(_ plan: Plan, rate: Double = 200, _ spoil: (inout ServiceModel) -> Void = { _ in }) -> PlanTrial.Setting {
        var candidate = stable
        spoil(&candidate)
        return PlanTrial.Setting(plan: plan, rate: rate, tasks: 2, stable: stable, candidate: candidate)
    }

    @Test func `a seed gives the same trial each time`() {
        let setting = Self.setting(Self.plan()) { $0.errorRate = 0.02 }
        var (first, second) = (PlanTrial(setting, seed: 5), PlanTrial(setting, seed: 5))
        #expect(first.run() == second.run())
    }

    @Test func `a good candidate is promoted when its holds are over`() {
        var gates = Gate.standard
        gates[0].minimumSamples = 1000
        let good = PlanJudgement(Self.setting(Self.plan(gates)), runs: 60).good()
        #expect(good.share("promoted") == 1)
        // Baseline 10 s, start 30 s, holds 60 s twice, bake 60 s, the old colour watched for 30 s; and the calls between.
        let time = good.percentile(50) { $0.took / .seconds(1) } ?? 0
        #expect((250...260).contains(time), "\(time)")
    }

    @Test(arguments: [
        ("errors", { @Sendable (model: inout ServiceModel) in model.errorRate = 0.05 }),
        ("latency", { @Sendable (model: inout ServiceModel) in model.addedLatency = .milliseconds(600) }),
        ("crash", { @Sendable (model: inout ServiceModel) in model.crashesAfter = .seconds(45) }),
    ])
    func `a bad candidate is noticed, and how many it hurt is counted`(
        name: String, spoil: @Sendable (inout ServiceModel) -> Void
    ) {
        let bad = PlanJudgement(Self.setting(Self.plan(), spoil), runs: 40).given()
        #expect(bad.share("rolled back") == 1, "\(name)")
        #expect(bad.results.allSatisfy { $0.detectedAfter != nil && $0.exposed > 0 && $0.failed <= $0.exposed })
        #expect(bad.results.allSatisfy { ($0.restoredAfter ?? .zero) < .seconds(5) })
    }

    @Test func `a hook answers in its time and by chance`() {
        var plan = Self.plan()
        plan.hooks = [Hook("check", .command(["true"]), at: .bake, timeout: .seconds(90))]
        var setting = Self.setting(plan)
        let quick = PlanJudgement(setting, runs: 100).good()
        setting.hooks = HookModel(answersAfter: .seconds(80))
        let slow = PlanJudgement(setting, runs: 100).good()
        func time(_ trials: PlanJudgement.Trials) -> Double { trials.percentile(50) { $0.took / .seconds(1) } ?? 0 }
        // The bake takes 60 s; the hook is heard 20 s later.
        #expect((20...30).contains(time(slow) - time(quick)), "\(time(quick)) \(time(slow))")
        setting.hooks = HookModel(failureRate: 0.3)
        let moody = PlanJudgement(setting, runs: 100)
        // 30 of 100, within four deviations.
        #expect((0.11...0.49).contains(moody.good().share("rolled back")))
        setting.hooks = HookModel(answersAfter: .seconds(120))
        let late = PlanJudgement(setting, runs: 20).good()
        #expect(late.share("rolled back") == 1)
    }

    @Test func `what a hook says by chance is no regression that a stage finds`() {
        var plan = Plan(weights: [100], hold: .zero, bake: .seconds(20), gates: [Gate.standard[0]])
        plan.hooks = [Hook("check", .command(["true"]), at: .bake, timeout: .seconds(90))]
        var setting = Self.setting(plan, rate: 20)
        let calm = PlanJudgement(setting, runs: 10).power()
        setting.hooks = HookModel(failureRate: 1)
        #expect(PlanJudgement(setting, runs: 10).power() == calm)
        #expect(calm.count == 1 && calm[0].errorRate != nil)
    }

    @Test func `without enough requests nothing is judged, and the release pauses`() {
        let quiet = PlanJudgement(Self.setting(Self.plan(), rate: 0.5), runs: 40).good()
        #expect(quiet.share("paused") > 0.9)
    }

    @Test func `a later step, with more of the traffic, finds smaller regressions`() throws {
        let gate = Gate("regression", .regression(.errors, ratio: 2, falseAbortRate: 0.01), minimumSamples: 20)
        let power = PlanJudgement(Self.setting(Self.plan([gate]), rate: 100), runs: 10).power()
        #expect(power.map(\.weight) == [10, 50, 100])
        let (first, second) = (try #require(power[0].errorRate), try #require(power[1].errorRate))
        #expect(second < first)
        // At 100 % there is no stable left to compare with.
        #expect(power[2].errorRate == nil)
    }

    @Test func `advice is given where it helps, and what it promises was tried`() throws {
        var gates = Gate.standard
        for index in gates.indices { gates[index].minimumSamples *= 10 }
        let late = Plan(weights: [100], hold: .zero, bake: .seconds(120), gates: gates)
        let judgement = PlanJudgement(Self.setting(late) { $0.errorRate = 0.05 }, runs: 60)
        let best = try #require(judgement.advice().first)
        #expect(best.change.hasPrefix("begin with a step"))
        #expect(best.failedAfter < best.failedBefore * 0.5)
    }

    /// The stated rate holds for the whole release. `Benchmarks/endurance` asks 100,000 releases; here fewer.
    @Test func `a sequential test takes back no more good releases than it says`() {
        let gate = Gate("regression", .regression(.errors, ratio: 2, falseAbortRate: 0.05), minimumSamples: 20)
        var setting = Self.setting(Self.plan([gate]))
        setting.stable.errorRate = 0.01
        let good = PlanJudgement(setting, runs: 400).good()
        // 0.05 of 400 is 20; three deviations above it are 33.
        #expect(good.results.count { $0.outcome.verdict == "rolled back" } <= 33)
        setting.candidate.errorRate = 0.05
        #expect(PlanJudgement(setting, runs: 100).given().share("rolled back") > 0.9)
    }
}
