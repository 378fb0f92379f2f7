import Foundation
import Testing
import ViridianRelease
import ViridianSimulation
import ViridianTestSupport

/// What `viridian simulate` says of a plan's power and of its false aborts, against exact probabilities.
@Suite(.wholeMachine) struct ExactPowerTests {
    /// One request a second, half of it for the candidate, six measurements in a minute; no request of stable fails.
    static func bounded(_ errorRate: Double = 0) -> PlanTrial.Setting {
        let gate = Gate("errors", .errorRate(maximum: 0.1), minimumSamples: 10)
        let plan = Plan(weights: [50, 100], hold: .seconds(60), bake: .zero, gates: [gate])
        let stable = ServiceModel(errorRate: 0)
        return PlanTrial.Setting(
            plan: plan, rate: 1, tasks: 1, stable: stable, candidate: ServiceModel(errorRate: errorRate), isBadFrom: .step(0))
    }

    static func exactly(bounded errorRate: Double) -> Double {
        ExactHold(means: (5 * errorRate, 5 * (1 - errorRate)), measurements: 6) { failed, good in
            failed + good >= 10 && Double(failed) > 0.1 * Double(failed + good)
        }.probability()
    }

    @Test(arguments: [0.05, 0.1, 0.2, 0.3])
    func `a bound is broken as often in simulation as it must be`(errorRate: Double) {
        let exact = Self.exactly(bounded: errorRate)
        let given = PlanJudgement(Self.bounded(errorRate), runs: 3000).given()
        let found = Double(given.results.count { $0.detectedAt == .step(0) }) / 3000
        // Four deviations of a share of 3000.
        #expect(abs(found - exact) < 4 * (exact * (1 - exact) / 3000).squareRoot(), "\(found), exactly \(exact)")
    }

    @Test func `the error rate of the power table is found in nine of ten releases, reckoned exactly`() throws {
        let power = try #require(PlanJudgement(Self.bounded(), runs: 10).power().first)
        let rate = try #require(power.errorRate)
        // 120 releases are tried for each rate, of which 108 have to be found; the table is good to five percent of the rate.
        let deviation = (0.9 * 0.1 / 120).squareRoot()
        #expect(Self.exactly(bounded: rate) > 0.9 - 3 * deviation, "\(rate)")
        #expect(Self.exactly(bounded: rate / 1.05) < 0.9 + 3 * deviation, "\(rate)")
    }

    /// 200 requests a second, half of them for the candidate; of stable's one in a hundred fails.
    static func compared(_ errorRate: Double, _ falseAbortRate: Double) -> PlanTrial.Setting {
        let gate = Gate("regression", .regression(.errors, ratio: 2, falseAbortRate: falseAbortRate), minimumSamples: 20)
        let plan = Plan(weights: [50, 100], hold: .seconds(60), bake: .zero, gates: [gate])
        return PlanTrial.Setting(
            plan: plan, rate: 200, tasks: 2, stable: ServiceModel(errorRate: 0.01), candidate: ServiceModel(errorRate: errorRate))
    }

    /// The evidence is a product of a factor for each failed request: 2 / 1.5 for the candidate's, 1 / 1.5 for stable's, where both
    /// have half of the traffic. There are two stages, so that it has to reach two in the false-abort rate.
    static func exactly(compared errorRate: Double, _ falseAbortRate: Double) -> Double {
        ExactHold(means: (1000 * errorRate, 10), measurements: 6) { own, others in
            Double(own) * log(2 / 1.5) - Double(others) * log(1.5) >= log(2 / falseAbortRate)
        }.probability()
    }

    @Test(arguments: [0.015, 0.018, 0.02])
    func `a comparison finds a regression as often in simulation as it must`(errorRate: Double) {
        let exact = Self.exactly(compared: errorRate, 0.05)
        let given = PlanJudgement(Self.compared(errorRate, 0.05), runs: 1500).given()
        let found = Double(given.results.count { $0.detectedAt == .step(0) }) / 1500
        // The exact one takes both to have half of the requests at each look; by chance they have not, which is one percent at most.
        #expect(abs(found - exact) < 4 * (exact * (1 - exact) / 1500).squareRoot() + 0.01, "\(found), exactly \(exact)")
    }

    @Test(arguments: [0.05, 0.2])
    func `good releases are taken back as often as they must be, and less often than is stated`(stated: Double) {
        let exact = Self.exactly(compared: 0.01, stated)
        #expect(exact < stated)
        let good = PlanJudgement(Self.compared(0.01, stated), runs: 3000).good()
        let found = good.share("rolled back")
        #expect(abs(found - exact) < 4 * (exact * (1 - exact) / 3000).squareRoot() + 0.002, "\(found), exactly \(exact)")
    }
}
