public import ViridianRelease
public import ViridianRunner

/// One line of a transcript: when, what, who has which weight, and the evidence.
public struct Row: Hashable, Sendable {
    /// Time since the release began.
    public var at: Duration
    /// A word for programs: `shifted`, `measured`, `task-started` …
    public var kind: String
    /// What happened, in a few words.
    public var title: String
    /// The weights after it, where it concerns them.
    public var weights: Weights?
    /// The evidence.
    public var detail: String

    /// Aligned columns: time, title, weights, detail.
    public var text: String {
        let seconds = Duration.decimal(Double(at.milliseconds) / 1000, places: 1)
        let time = String(repeating: " ", count: max(0, 7 - seconds.count)) + seconds + " s"
        let share = weights.map { "\($0.blue)/\($0.green)" } ?? ""
        let columns = "\(time)  \(pad(title, 22)) \(pad(share, 7))  \(detail)"
        return String(columns.reversed().drop { $0 == " " }.reversed())
    }

    private func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

/// Draws the events of a release and of its world as rows. The same rows come of a journal that is read back.
public struct Transcript: Sendable {
    private let plan: Plan
    private let began: Instant
    private var weights: Weights?
    /// The colour on which users stay, and for how long.
    private var stickiness: (stable: Colour, seconds: Int)?

    /// Rows count their time from `began`.
    public init(plan: Plan, began: Instant) {
        self.plan = plan
        self.began = began
    }

    /// The rows of one entry of the journal.
    public mutating func rows(of entry: Journal.Entry) -> [Row] {
        entry.records.compactMap { record in
            note(record)
            guard let (kind, title, detail) = describe(record, at: entry.at) else { return nil }
            return Row(at: entry.at - began, kind: kind, title: title, weights: weights, detail: detail)
        }
    }

    /// The row of something that happened in the world.
    public func row(of notice: Notice) -> Row {
        let name = notice.task > 0 ? "\(notice.colour.rawValue)-\(notice.task)" : notice.colour.rawValue
        let (kind, title, detail): (String, String, String) =
            switch notice.kind {
            case .taskStarted(let port): ("task-started", "\(name) started", "on 127.0.0.1:\(port)")
            case .taskHealthy: ("task-healthy", "\(name) healthy", "")
            case .taskUnhealthy(let reason): ("task-unhealthy", "\(name) unhealthy", reason)
            case .taskDraining: ("task-draining", "\(name) draining", "")
            case .taskExited(let reason): ("task-exited", "\(name) exited", reason)
            case .taskKilled(let grace):
                ("task-killed", "\(name) killed", "it did not end within \(Duration.milliseconds(grace).text) of SIGTERM")
            case .gaveUp(let reason): ("circuit-breaker", "\(name) given up", reason)
            }
        return Row(at: notice.at - began, kind: kind, title: title, weights: nil, detail: detail)
    }

    private mutating func note(_ record: Record) {
        if case .started(let stable?, _, _, _, _, let seconds) = record, seconds > 0 { stickiness = (stable, seconds) }
        switch record {
        case .started(_, _, _, let weights, _, _), .shifted(_, let weights, _), .restored(let weights, _): self.weights = weights
        case .overwrote(let live): weights = live
        default: break
        }
    }

    private typealias Description = (kind: String, title: String, detail: String)

    /// The words for a record; none for those that only `why` needs.
    private func describe(_ record: Record, at now: Instant) -> Description? {
        switch record {
        case .settling:
            stickiness.map {
                let time = Duration.seconds($0.seconds).text
                return ("settling", "users stay", "\($0.stable.rawValue) is kept for \(time) for those who were sent there")
            }
        case .leasing, .leased, .preparing, .shifting, .verifying, .finishing: nil
        case .started(let stable, let candidate, _, _, let worst, let sticky):
            (
                "started", "release started",
                "\(stable?.rawValue ?? "nobody") is stable, \(candidate.rawValue) is released; at most "
                    + Duration.milliseconds(worst).text
                    + (sticky > 0 ? "; users stay on their colour for \(Duration.seconds(sticky).text)" : "")
            )
        case .baseline(let reading, let isFix):
            ("baseline", isFix ? "baseline (a fix)" : "baseline", Self.traffic(reading))
        case .deploying(let colour, _, let tasks): ("deploying", "\(colour.rawValue) deploying", "\(tasks) tasks")
        case .ready(let colour, let healthy, let needed):
            ("ready", "\(colour.rawValue) ready", "\(healthy) healthy, \(needed) needed")
        case .shifted(let stage, _, let until):
            ("shifted", title(stage), until > now ? "holding for \((until - now).text)" : "")
        case .measured(_, let measurements, let readings):
            ("measured", verdict(measurements.filter { readings[$0.colour].requests > 0 }), Self.traffic(readings))
        case .gateFailed(_, let measurement):
            ("gate-failed", "gate \(measurement.gate) failed", Self.evidence(measurement))
        case .overridden, .scaling, .movingTestRoutes, .asked, .answered, .waiting, .obeyed, .ignored:
            describeDecision(record)
        default: describeEnd(record)
        }
    }

    private func describeDecision(_ record: Record) -> Description? {
        switch record {
        case .overridden(let somebody, let measurement):
            ("overridden", "gate overridden", "by \(somebody): " + Self.evidence(measurement))
        case .scaling(let colour, let scaling): ("scaling", "\(colour.rawValue) scaling", scaling.rawValue)
        case .movingTestRoutes(let colour, let rules):
            ("test-routes", "test routes moved", "\(rules) from \(colour.rawValue) to \(colour.other.rawValue)")
        case .asked(let hook, let stage, _): ("asked", "hook \(hook) asked", title(stage))
        case .answered(let hook, let reply): ("answered", "hook \(hook) \(reply.word)", reply.text)
        case .waiting(let stage, let wait): ("waiting", "waiting", "at \(title(stage)): \(wait.text)")
        case .obeyed(let command): ("obeyed", "asked to \(command.text)", "")
        case .ignored(let command): ("ignored", "asked to \(command.text)", "nothing to do for it now")
        default: nil
        }
    }

    private func describeEnd(_ record: Record) -> Description? {
        switch record {
        case .rollbackStarted(let stage, let cause):
            ("rollback", "rolling back", stage.map { "noticed at \(title($0)): " + cause.text } ?? cause.text)
        case .overwrote(let live): ("overwrote", "weights overwritten", "they were \(live.blue)/\(live.green), not ours")
        case .restored(_, let milliseconds):
            ("restored", "traffic restored", "\(Duration.milliseconds(milliseconds).text) after the decision")
        case .verified(let colour, let reading): ("verified", "\(colour.rawValue) verified", Self.traffic(reading))
        case .promoted(let colour, let revision): ("promoted", "promoted", "\(colour.rawValue) is stable now, with \(revision)")
        case .retiring(let colour): ("retiring", "\(colour.rawValue) retiring", "")
        case .retired(let colour): ("retired", "\(colour.rawValue) retired", "")
        case .callFailed(let reason): ("call-failed", "call failed", reason)
        case .warning(let text): ("warning", "warning", text)
        case .nobodyServes: ("nobody-serves", "nobody serves", "a first release has nothing to go back to")
        case .ended(let outcome): ("ended", "release ended", outcome.verdict)
        default: nil
        }
    }

    private func title(_ stage: Stage) -> String { Self.title(stage, plan) }

    static func title(_ stage: Stage, _ plan: Plan) -> String {
        switch stage {
        case .beforeScaleUp: "before the scale-up"
        case .afterScaleUp: "after the scale-up"
        case .beforeStep(let index): "before step \(index + 1)"
        case .test: "test traffic"
        case .step(let index): "step \(index + 1) of \(plan.steps.count)"
        case .bake: "bake"
        }
    }

    private func verdict(_ measurements: [Measurement]) -> String {
        if measurements.contains(where: { $0.verdict == .fail }) { return "measured: fail" }
        return measurements.isEmpty || measurements.contains { $0.verdict == .inconclusive }
            ? "measured: too little" : "measured: pass"
    }

    private static func traffic(_ readings: PerColour<ColourReading>) -> String {
        Colour.allCases.filter { readings[$0].requests > 0 }
            .map { "\($0.rawValue) \(traffic(readings[$0]))" }.joined(separator: " · ")
    }

    private static func traffic(_ reading: ColourReading) -> String {
        var text = "\(reading.requests) requests, \(reading.failures) failed"
        if let p99 = reading.p99Milliseconds { text += ", p99 \(Duration.decimal(p99, places: p99 < 10 ? 1 : 0)) ms" }
        return text
    }

    static func evidence(_ measurement: Measurement) -> String {
        func percent(_ share: Double) -> String { Duration.decimal(share * 100, places: 1) + " %" }
        let colour = measurement.colour.rawValue
        switch measurement.unit {
        case nil:
            let value = measurement.value.map(percent) ?? "nothing"
            return "\(colour): \(value) of \(measurement.samples), at most \(percent(measurement.bound))"
        case .number:
            let value = measurement.value.map { "\($0)" } ?? "no data"
            return "\(colour): \(value), bound \(measurement.bound)"
        case .alarm: return "\(colour): " + (measurement.value.map { $0 > 0 ? "in alarm" : "no alarm" } ?? "no data")
        case .evidence:
            let value = measurement.value.map { Duration.decimal(min($0, 1e12), places: 1) } ?? "nothing"
            let bound = Duration.decimal(min(measurement.bound, 1e12), places: 0)
            return "\(colour): evidence \(value) after \(measurement.samples), fails at \(bound)"
        }
    }
}

extension Cause {
    /// The cause in words.
    var text: String {
        switch self {
        case .gate(let measurement): "gate \(measurement.gate) failed on \(Transcript.evidence(measurement))"
        case .unmeasurable(let gate): "gate \(gate) could not be measured"
        case .hook(let name, let reason): "hook \(name): \(reason)"
        case .rejected(let somebody): "\(somebody) said no"
        case .superseded(let revision): "\(revision) is released instead"
        case .notReady(let colour, let healthy, let needed):
            "\(colour.rawValue) had \(healthy) of the \(needed) healthy tasks it needs when the progress deadline was over"
        case .deploymentFailed(let reason): "the circuit breaker gave the deployment up: \(reason)"
        case .abortRequested: "abort was requested"
        case .drift(let expected, let live):
            "weights are \(live.blue)/\(live.green), expected \(expected.blue)/\(expected.green): somebody else changed them"
        case .revisionChanged(let expected, let live): "\(live?.name ?? "nothing") runs where \(expected) should"
        case .worldUnavailable(let reason): reason
        }
    }
}

extension HookReply {
    /// What it comes to.
    var word: String {
        switch self {
        case .succeeded: "passed"
        case .failed: "failed"
        case .inProgress: "in progress"
        case .invalid: "not understood"
        }
    }

    /// The rest of it, in words.
    var text: String {
        switch self {
        case .succeeded: ""
        case .failed(let reason): reason
        case .inProgress(let seconds): "asked again after \(seconds) s"
        case .invalid(let reply): reply
        }
    }
}

extension Wait {
    /// Who has to decide what, in words.
    var text: String {
        switch self {
        case .inconclusive(let gates): "no verdict of \(gates.joined(separator: ", "))"
        case .approval: "somebody has to approve"
        case .frozen(let cause): "going back is not possible: \(cause.text)"
        }
    }
}

extension Command {
    /// What is asked for, in words.
    var text: String {
        switch self {
        case .pause: "pause"
        case .resume: "go on"
        case .promote: "skip the hold"
        case .promoteFully: "promote fully"
        case .abort: "abort"
        case .retry: "hold once more"
        case .approve(let somebody): "go on, by \(somebody)"
        case .reject(let somebody): "go back, by \(somebody)"
        case .supersede(let revision): "make room for \(revision)"
        }
    }
}

extension Outcome {
    /// The outcome in words, beyond its verdict.
    var text: String {
        switch self {
        case .promoted, .aborted: ""
        case .superseded(let holder): "by \(holder)"
        case .rolledBack(let cause): cause.text
        case .paused(_, let gates):
            "no verdict of \(gates.joined(separator: ", ")) when the hold was over: too few requests"
        case .drift(let expected, let live): Cause.drift(expected: expected, live: live).text
        case .refused(let reason), .rollbackUnverified(let reason): reason
        }
    }
}
