public import ViridianRelease

/// A change of a plan, and what it would do.
public struct Advice: Sendable {
    /// The change, as one would say it.
    public var change: String
    /// The plan with it.
    public var plan: Plan
    /// Requests that fail at the candidate, on average, with the plan as it is and with the change.
    public var failedBefore: Double
    /// The same with the change.
    public var failedAfter: Double
    /// How much longer a good release takes.
    public var longer: Duration
    /// The share of good releases that are taken back with the plan as it is.
    public var falseAbortsBefore: Double
    /// The same with the change.
    public var falseAborts: Double

    /// It spares a tenth of the failed requests, and takes back no more good releases than the plan does, or one in a hundred.
    var sparesRequests: Bool { failedAfter < failedBefore * 0.9 && falseAborts <= max(0.01, falseAbortsBefore) }

    /// It takes back half as many good releases, where these are more than one in a hundred.
    public var sparesReleases: Bool {
        falseAbortsBefore > 0.01 && falseAborts <= falseAbortsBefore / 2 && failedAfter < failedBefore * 4 + 10
    }
}

extension PlanJudgement {
    /// Which single changes of the plan would spare most requests from the candidate of the setting, or good releases from being
    /// taken back, best first.
    public func advice() -> [Advice] {
        let count = min(runs, 300)
        let before = Self.failed(trials(setting, count, seed: 11))
        let well = good(setting.plan, count)
        let goodTime = well.percentile(50) { $0.took / .seconds(1) } ?? 0
        let falseAborts = well.share("rolled back")
        let changes = Self.changes(setting.plan).filter { $0.plan.problems.isEmpty }
        let advice = changes.map { change, plan in
            var changed = setting
            changed.plan = plan
            let after = Self.failed(trials(changed, count, seed: 11))
            let well = good(plan, count)
            let time = well.percentile(50) { $0.took / .seconds(1) } ?? 0
            return Advice(
                change: change, plan: plan, failedBefore: before, failedAfter: after, longer: .seconds(time - goodTime),
                falseAbortsBefore: falseAborts, falseAborts: well.share("rolled back"))
        }
        return advice.filter { $0.sparesRequests || $0.sparesReleases }.sorted { $0.failedAfter < $1.failedAfter }
    }

    private func good(_ plan: Plan, _ count: Int) -> Trials {
        var setting = setting
        setting.plan = plan
        setting.candidate = setting.stable
        return trials(setting, count, seed: 13)
    }

    private static func failed(_ trials: Trials) -> Double {
        Double(trials.results.reduce(0) { $0 + $1.failed }) / Double(max(1, trials.results.count))
    }

    private static func changes(_ plan: Plan) -> [(change: String, plan: Plan)] {
        var changes: [(String, Plan)] = []
        func add(_ change: String, _ make: (inout Plan) -> Void) {
            var changed = plan
            make(&changed)
            if changed != plan { changes.append((change, changed)) }
        }
        if let first = plan.steps.first {
            let small = max(1, min(5, first.weight / 2))
            let hold = first.hold > .zero ? first.hold : .minutes(5)
            add("begin with a step of \(small) % for \(hold.components.seconds) s") {
                $0.steps.insert(Plan.Step(weight: small, hold: hold), at: 0)
            }
        }
        add("measure every \(max(1, plan.measureEvery.components.seconds / 2)) s") {
            $0.measureEvery = max(.seconds(1), plan.measureEvery / 2)
        }
        add("hold each step twice as long") { plan in
            for index in plan.steps.indices { plan.steps[index].hold = plan.steps[index].hold * 2 }
        }
        add("compare the candidate with stable by a sequential test (twice the errors, 1 % false aborts)") {
            $0.gates.append(
                Gate("regression", .regression(.errors, ratio: 2, falseAbortRate: 0.01), minimumSamples: 20))
        }
        for (index, gate) in plan.gates.enumerated() {
            if case .errorRate(let maximum) = gate.condition, maximum > 0.002 {
                let samples = max(100, gate.minimumSamples * 5)
                add("judge \(gate.name) from \(samples) requests on") { $0.gates[index].minimumSamples = samples }
                add("lower the bound of \(gate.name) to \(maximum * 50) %") {
                    $0.gates[index].condition = .errorRate(maximum: maximum / 2)
                }
            }
        }
        return changes
    }
}
