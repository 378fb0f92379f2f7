import Foundation
import ViridianRehearsal
import ViridianRelease
import ViridianSimulation

/// What `simulate` says, as text and as JSON.
struct SimulationReport {
    let name: String
    let faults: [String]
    let setting: PlanTrial.Setting
    let good: PlanJudgement.Trials
    let given: PlanJudgement.Trials
    let power: [PlanJudgement.Power]
    let advice: [Advice]

    init(name: String, faults: [String], judgement: PlanJudgement) {
        self.name = name
        self.faults = faults
        setting = judgement.setting
        good = judgement.good()
        given = judgement.given()
        power = judgement.power()
        advice = judgement.advice()
    }

    var text: String {
        (heading + goodLines + powerLines + givenLines + adviceLines).joined(separator: "\n")
    }

    // MARK: Parts

    private var heading: [String] {
        let plan = setting.plan
        let steps = plan.steps.map { "\($0.weight)" }.joined(separator: " → ")
        return [
            "\(name): \(steps) %, bake \(plan.bake.text), gates asked every \(plan.measureEvery.text); "
                + "\(Self.number(setting.rate)) requests a second, \(setting.tasks) tasks"
        ] + assumptions.map { "assumed: \($0)" } + [""]
    }

    /// What the plan asks that requests say nothing of, and how it is answered here.
    var assumptions: [String] {
        let (plan, hooks) = (setting.plan, setting.hooks)
        let time = hooks.answersAfter > .zero ? "after \(hooks.answersAfter.text)" : "at once"
        let answer = hooks.failureRate > 0 ? ", no in \(Self.percent(hooks.failureRate)) of the cases" : ", always yes"
        let voting = plan.gates.filter { !$0.isDryRun }
        let asked: [(names: [String], answer: String)] = [
            (plan.hooks.map(\.name), "hooks answer \(time)\(answer)"),
            (voting.filter { if case .alarm = $0.condition { true } else { false } }.map(\.name), "no alarm fires"),
            (voting.filter { if case .metric = $0.condition { true } else { false } }.map(\.name), "metrics pass"),
            (plan.steps.indices.filter { plan.steps[$0].needsApproval }.map { "step \($0 + 1)" }, "somebody approves at once"),
        ]
        return asked.filter { !$0.names.isEmpty }.map { "\($0.answer) (\($0.names.joined(separator: ", ")))" }
    }

    private var goodLines: [String] {
        let interval = Self.interval(good.results.count { $0.outcome.verdict == "rolled back" }, of: good.results.count)
        return [
            "a candidate as good as stable, \(good.results.count) releases",
            row(
                "time to promote",
                seconds(good, 50) { $0.outcome == .promoted ? $0.took / .seconds(1) : nil } + ", at most "
                    + setting.plan.worstCase.text),
            row("taken back", "\(Self.percent(good.share("rolled back"))) (95 % interval \(interval))"),
            row("paused", "\(Self.percent(good.share("paused"))), for want of requests"),
            row("CloudFormation", "bakes within 33 h, all within 36 h"), "",
        ]
    }

    private var powerLines: [String] {
        let header = "what each stage finds in nine of ten releases, if the candidate becomes bad there"
        return [header]
            + power.map { power in
                let errors = power.errorRate.map { "errors from \(Self.percent($0))" } ?? "no error rate"
                let latency = power.addedLatency.map { "added latency from \($0.text)" } ?? "no latency"
                return row(
                    title(power.stage), "\(power.weight) %: \(errors), \(latency)")
            } + [""]
    }

    private var givenLines: [String] {
        let noticed = given.results.filter { $0.detectedAfter != nil }
        var lines = [
            "the candidate with \(faults.joined(separator: ", ")), \(given.results.count) releases",
            row("taken back", Self.percent(given.share("rolled back"))),
        ]
        if !noticed.isEmpty {
            lines.append(
                row("noticed after", band(given) { $0.detectedAfter.map { $0 / .seconds(1) } } + " s of its first share"))
            lines.append(row("noticed at", stages(noticed)))
            lines.append(
                row("restored after", seconds(given, 99) { $0.restoredAfter.map { $0 / .seconds(1) } } + " (p99) of that"))
        }
        lines.append(row("requests exposed", band(given) { Double($0.exposed) }))
        lines.append(row("requests failed", band(given) { Double($0.failed) }))
        return lines + [""]
    }

    private var adviceLines: [String] {
        guard !advice.isEmpty else { return ["no single change of the plan helps much"] }
        return ["what would help most"]
            + advice.prefix(3).map { advice in
                let spared = "\(Self.number(advice.failedBefore)) → \(Self.number(advice.failedAfter)) failed requests"
                let cost = advice.longer > .seconds(1) ? ", \(advice.longer.text) longer" : ""
                let good =
                    "\(Self.percent(advice.falseAbortsBefore)) → \(Self.percent(advice.falseAborts)) of good ones taken back"
                return "  \(advice.change): \(spared)\(advice.sparesReleases ? ", \(good)" : "")\(cost)"
            }
    }

    // MARK: Words

    private func row(_ name: String, _ text: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 20 - name.count)) + text
    }

    func title(_ stage: Stage) -> String {
        switch stage {
        case .beforeScaleUp: "before the scale-up"
        case .afterScaleUp: "after the scale-up"
        case .beforeStep(let step): "before step \(step + 1)"
        case .test: "test traffic"
        case .step(let step): "step \(step + 1)"
        case .bake: "bake"
        }
    }

    private func stages(_ results: [PlanTrial.Result]) -> String {
        let counts = Dictionary(grouping: results) { $0.detectedAt.map(title) ?? "before the first step" }.mapValues(\.count)
        return counts.sorted { $0.value > $1.value }
            .map { "\($0.key) \(Self.percent(Double($0.value) / Double(results.count)))" }.joined(separator: ", ")
    }

    private func band(_ trials: PlanJudgement.Trials, of value: (PlanTrial.Result) -> Double?) -> String {
        [50.0, 90, 99].map { percent in
            "p\(Int(percent)) \(trials.percentile(percent, of: value).map(Self.number) ?? "–")"
        }.joined(separator: ", ")
    }

    private func seconds(_ trials: PlanJudgement.Trials, _ percent: Double, of value: (PlanTrial.Result) -> Double?) -> String {
        trials.percentile(percent, of: value).map { Duration.milliseconds(Int64($0 * 1000)).text } ?? "–"
    }

    static func percent(_ share: Double) -> String {
        Duration.decimal(share * 100, places: share < 0.001 && share > 0 ? 3 : 1) + " %"
    }

    static func number(_ value: Double) -> String {
        value >= 10 || value == value.rounded() ? "\(Int(value.rounded()))" : Duration.decimal(value, places: 1)
    }

    /// Wilson's interval for a share.
    static func interval(_ hits: Int, of count: Int) -> String {
        let (n, p, z) = (Double(count), Double(hits) / Double(max(1, count)), 1.96)
        let middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        let width = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
        return "\(percent(max(0, middle - width))) to \(percent(min(1, middle + width)))"
    }
}
