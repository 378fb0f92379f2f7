public import ViridianRelease

/// What a plan would do with a good candidate and with a bad one, found by trying it many times.
public struct PlanJudgement: Sendable {
    /// How a plan fared with one candidate.
    public struct Trials: Sendable {
        /// Every trial.
        public var results: [PlanTrial.Result]

        /// The share that ended by a word of ``Outcome/verdict``.
        public func share(_ verdict: String) -> Double {
            Double(results.count { $0.outcome.verdict == verdict }) / Double(max(1, results.count))
        }

        /// A percentile of what the trials that have it say, 0…100.
        public func percentile(_ percent: Double, of value: (PlanTrial.Result) -> Double?) -> Double? {
            let values = results.compactMap(value).sorted()
            guard !values.isEmpty else { return nil }
            return values[min(values.count - 1, Int(Double(values.count) * percent / 100))]
        }
    }

    /// The smallest regressions that a stage finds in nine of ten releases.
    public struct Power: Hashable, Sendable {
        /// The stage.
        public var stage: Stage
        /// The candidate's percentage there.
        public var weight: Int
        /// The error rate; nothing where it finds none.
        public var errorRate: Double?
        /// What has to be added to every answer; nothing where it finds none up to a minute.
        public var addedLatency: Duration?
    }

    /// What is tried.
    public var setting: PlanTrial.Setting
    /// How many trials of each candidate.
    public var runs: Int

    /// A plan, a candidate, and how often they are tried.
    public init(_ setting: PlanTrial.Setting, runs: Int) {
        self.setting = setting
        self.runs = runs
    }

    /// A candidate that is as good as stable.
    public func good() -> Trials {
        var good = setting
        good.candidate = setting.stable
        good.candidate.startTime = setting.candidate.startTime
        return trials(good, runs, seed: 1)
    }

    /// The candidate of the setting.
    public func given() -> Trials { trials(setting, runs, seed: 1_000_000_007) }

    /// What each stage that holds finds.
    public func power() -> [Power] {
        let plan = setting.plan
        var stages = plan.steps.indices.filter { plan.steps[$0].hold > .zero }.map { Stage.step($0) }
        if plan.bake > .zero { stages.append(.bake) }
        return stages.map { stage in
            let weight = if case .step(let step) = stage { plan.steps[step].weight } else { 100 }
            let rate = smallest(1e-4, 1) { finds(stage) { $0.errorRate = min(1, setting.stable.errorRate + $1) }($0) }
            let latency = smallest(1, 60_000) { finds(stage) { $0.addedLatency = .milliseconds(Int64($1)) }($0) }
            return Power(
                stage: stage, weight: weight, errorRate: rate.map { setting.stable.errorRate + $0 },
                addedLatency: latency.map { .milliseconds(Int64($0.rounded(.up))) })
        }
    }

    private static let powerRuns = 120

    /// Whether nine of ten releases are taken back at a stage by a candidate that becomes bad there.
    private func finds(
        _ stage: Stage, _ spoil: @escaping (inout ServiceModel, Double) -> Void
    ) -> (Double) -> Bool {
        { amount in
            var bad = setting
            bad.candidate = setting.stable
            bad.candidate.startTime = setting.candidate.startTime
            bad.candidate.crashesAfter = nil
            spoil(&bad.candidate, amount)
            bad.isBadFrom = stage
            // What a hook says by chance is no regression that was found.
            bad.hooks.failureRate = 0
            let found = trials(bad, Self.powerRuns, seed: 7).results.count { $0.detectedAt == stage }
            return found * 10 >= Self.powerRuns * 9
        }
    }

    /// The smallest amount that is found, to within five percent; nothing where the largest is not.
    private func smallest(_ lowest: Double, _ highest: Double, _ isFound: (Double) -> Bool) -> Double? {
        guard isFound(highest) else { return nil }
        var (low, high) = (lowest, highest)
        if isFound(low) { return low }
        while high / low > 1.05 {
            let middle = (low * high).squareRoot()
            if isFound(middle) { high = middle } else { low = middle }
        }
        return high
    }

    func trials(_ setting: PlanTrial.Setting, _ count: Int, seed: UInt64) -> Trials {
        Trials(
            results: (0..<count).map { number in
                var trial = PlanTrial(setting, seed: seed &+ UInt64(number) &* 0x9e37_79b9)
                return trial.run()
            })
    }
}
