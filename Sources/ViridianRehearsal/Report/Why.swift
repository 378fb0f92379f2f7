public import ViridianRelease
public import ViridianRunner

/// Why a release ended as it did, from its journal alone: the decision with its evidence, and who moved which weight.
public struct Why: Hashable, Sendable {
    /// A change of the weights.
    public struct Move: Hashable, Sendable {
        /// Since the release began.
        public var at: Duration
        /// The weights after it.
        public var weights: Weights
        /// Who moved them and what for.
        public var reason: String
    }

    /// How it stands: its outcome, or what it waits for or does.
    public var verdict: String
    /// What decided it, with values, thresholds and samples; nothing while nothing is decided.
    public var decision: String?
    /// When that was, since the release began.
    public var decidedAt: Duration?
    /// The last measurements before the decision, one line each.
    public var evidence: [String] = []
    /// Every change of the weights that is known.
    public var moves: [Move] = []
    /// Which hooks were asked, what they answered, and how long that took, one line each.
    public var hooks: [String] = []
    /// What people wanted of it meanwhile.
    public var commands: [String] = []
    /// How often a runner took it up again.
    public var resumptions = 0

    /// Reads a journal's entries.
    public init(plan: Plan, entries: [Journal.Entry]) {
        let began = entries.first?.at ?? Instant(milliseconds: 0)
        verdict = "not begun"
        var latest: [String] = []
        var open: [OpenQuestion] = []
        for entry in entries {
            let at = entry.at - began
            if entry.isResumption { resumptions += 1 }
            for record in entry.records {
                switch record {
                case .measured(_, let measurements, _): latest = measurements.map(Self.line)
                case .gateFailed, .rollbackStarted, .waiting: if decision == nil { evidence = latest }
                default: break
                }
                take(record, at: at, plan, &open)
            }
        }
        hooks += open.map { "\($0.at.text): \($0.hook) asked at \($0.stage), no answer" }
    }

    /// A hook that was asked and has not answered.
    private struct OpenQuestion {
        var hook: String
        var stage: String
        var at: Duration
    }

    private mutating func take(_ record: Record, at: Duration, _ plan: Plan, _ open: inout [OpenQuestion]) {
        switch record {
        case .asked(let hook, let stage, _):
            // Asked again where there was no answer, it is one question still.
            guard !open.contains(where: { $0.hook == hook }) else { return }
            open.append(OpenQuestion(hook: hook, stage: Transcript.title(stage, plan), at: at))
        case .answered(let hook, let reply):
            guard let index = open.firstIndex(where: { $0.hook == hook }) else { return }
            let question = open.remove(at: index)
            let detail = reply.text.isEmpty ? "" : ", \(reply.text)"
            hooks.append("\(at.text): \(hook) \(reply.word) at \(question.stage), after \((at - question.at).text)\(detail)")
        default: take(record, at: at, plan)
        }
    }

    private mutating func take(_ record: Record, at: Duration, _ plan: Plan) {
        switch record {
        case .started(_, _, _, let weights, _, _):
            verdict = "running"
            moves.append(Move(at: at, weights: weights, reason: "as they were found"))
        case .shifted(let stage, let weights, _) where weights != moves.last?.weights:
            moves.append(Move(at: at, weights: weights, reason: "by the release, for \(Transcript.title(stage, plan))"))
        case .rollbackStarted(let stage, let cause):
            decide("\(cause.text)\(stage.map { ", at \(Transcript.title($0, plan))" } ?? "")", at)
        case .restored(let weights, _): moves.append(Move(at: at, weights: weights, reason: "by the release, going back"))
        case .overwrote(let live):
            moves.append(Move(at: at, weights: live, reason: "by somebody else, and overwritten by the rollback"))
        case .waiting(let stage, let wait):
            verdict = "waiting at \(Transcript.title(stage, plan))"
            decide(wait.text, at)
        case .obeyed(let command):
            commands.append("\(at.text): asked to \(command.text)")
            decision = nil
        case .promoted(let colour, let revision): decide("\(revision) passed every gate and is stable on \(colour.rawValue)", at)
        case .overridden(let somebody, let measurement):
            commands.append("\(at.text): \(somebody) overrode \(Transcript.evidence(measurement))")
        case .ended(let outcome):
            verdict = outcome.verdict
            if decision == nil, !outcome.text.isEmpty { decide(outcome.text, at) }
        default: break
        }
    }

    private mutating func decide(_ text: String, _ at: Duration) {
        guard decision == nil else { return }
        decision = text
        decidedAt = at
    }

    private static func line(_ measurement: Measurement) -> String {
        "\(measurement.gate): \(measurement.verdict.rawValue), \(Transcript.evidence(measurement))"
    }

    /// The lines that somebody reads.
    public var lines: [String] {
        var lines = ["verdict    \(verdict)"]
        if let decision { lines.append("because    \(decision)") }
        if let decidedAt { lines.append("decided    \(decidedAt.text) after its start") }
        if !evidence.isEmpty { lines += ["measured"] + evidence.map { "  \($0)" } }
        if !moves.isEmpty {
            lines +=
                ["weights"] + moves.map { "  \($0.at.text): blue \($0.weights.blue), green \($0.weights.green), \($0.reason)" }
        }
        if !hooks.isEmpty { lines += ["hooks"] + hooks.map { "  \($0)" } }
        if !commands.isEmpty { lines += ["commands"] + commands.map { "  \($0)" } }
        if resumptions > 0 { lines.append("resumed    \(resumptions) times") }
        return lines
    }
}
