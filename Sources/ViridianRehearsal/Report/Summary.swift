public import ViridianRelease
public import ViridianRunner

/// What a rehearsal came to: a fold over the journal, and the users' side of it.
public struct Summary: Hashable, Sendable {
    /// How the release ended.
    public var outcome: Outcome
    /// What the users saw.
    public var load: LoadReport
    /// From the start of the release until the candidate was stable.
    public var timeToPromote: Duration?
    /// Where in the plan a rollback was decided.
    public var noticedAt: Stage?
    /// From the decision to roll back until stable had all weight again.
    public var timeToRestore: Duration?
    /// Tasks that had to be killed, by colour and number.
    public var killed: [String] = []
    /// Which hooks were asked, what they answered, and how long that took, one line each.
    public var hooks: [String]
    /// How often the runner was started.
    public var resumptions = 0

    /// Folds the journal and the notices of the world.
    public init(outcome: Outcome, plan: Plan, entries: [Journal.Entry], load: LoadReport, notices: [Notice]) {
        self.outcome = outcome
        self.load = load
        hooks = Why(plan: plan, entries: entries).hooks
        let began = entries.first?.at
        for entry in entries {
            for record in entry.records {
                switch record {
                case .promoted: timeToPromote = began.map { entry.at - $0 }
                case .rollbackStarted(let stage, _): noticedAt = stage
                case .restored(_, let milliseconds): timeToRestore = .milliseconds(milliseconds)
                default: break
                }
            }
        }
        for notice in notices {
            if case .taskKilled = notice.kind { killed.append("\(notice.colour.rawValue)-\(notice.task)") }
        }
    }

    /// The lines that stand below a transcript.
    public func lines(plan: Plan) -> [String] {
        var lines = ["", line("verdict", outcome.verdict + (outcome.text.isEmpty ? "" : ": \(outcome.text)"))]
        lines.append(line("requests", "\(load.total.requests) at \(load.rate)/s, \(load.total.failures) failed\(kinds)"))
        for colour in Colour.allCases where load.colours[colour].requests > 0 {
            let part = load.colours[colour]
            lines.append(line(colour.rawValue, "\(part.requests) requests, \(part.failures) failed, \(latency(part))"))
        }
        for colour in Colour.allCases {
            guard let last = load.colours[colour].stayedMilliseconds else { continue }
            let requests = "\(load.colours[colour].stayed) requests by users who were sent there before"
            let until = "until \(Duration.milliseconds(last).text) after its weight was 0"
            lines.append(line("stayed on \(colour.rawValue)", "\(requests), \(until)"))
        }
        if let timeToPromote { lines.append(line("time to promote", timeToPromote.text)) }
        if let noticed = noticed(plan) { lines.append(line("noticed at", noticed)) }
        if let timeToRestore { lines.append(line("traffic restored", "\(timeToRestore.text) after the decision")) }
        lines += hooks.map { line("hook", "after \($0)") }
        if !killed.isEmpty { lines.append(line("killed", "\(killed.joined(separator: ", ")): did not end after SIGTERM")) }
        return lines
    }

    /// Why it ended so, in words; empty for a promotion.
    public var reason: String { outcome.text }

    /// Where a rollback was decided, in words.
    public func noticed(_ plan: Plan) -> String? {
        outcome == .promoted ? nil : noticedAt.map { Self.text($0, plan) }
    }

    private static func text(_ stage: Stage, _ plan: Plan) -> String {
        switch stage {
        case .beforeScaleUp: "before the scale-up"
        case .afterScaleUp: "after the scale-up"
        case .beforeStep(let index): "before step \(index + 1)"
        case .test: "test traffic"
        case .step(let index): "step \(index + 1), \(plan.steps[index].weight) %"
        case .bake: "bake, 100 %"
        }
    }

    private var kinds: String {
        guard !load.failuresByKind.isEmpty else { return "" }
        let parts = load.failuresByKind.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        return " (\(parts.joined(separator: ", ")))"
    }

    private func latency(_ part: LoadReport.Part) -> String {
        func text(_ value: Double?) -> String { value.map { Duration.decimal($0, places: $0 < 10 ? 1 : 0) } ?? "–" }
        return "p50 \(text(part.p50Milliseconds)) ms, p99 \(text(part.p99Milliseconds)) ms"
    }

    private func line(_ name: String, _ text: String) -> String {
        name + String(repeating: " ", count: max(1, 18 - name.count)) + text
    }
}
