public import ViridianRelease

/// What answers in a rehearsal in place of what only AWS has.
public struct StandIns: Hashable, Sendable, Codable {
    /// Commands in place of hooks, by the hook's name.
    public var hooks: [String: [String]] = [:]
    /// What alarms say that a rehearsal can't evaluate, by their name.
    public var alarms: [String: AlarmState] = [:]

    /// Nothing has a stand-in.
    public init() {}
}

extension Specification {
    /// The command that answers for a hook: its stand-in, or its own.
    func command(of hook: Hook) -> [String]? {
        if let words = standIns.hooks[hook.name] { return words }
        if case .command(let words) = hook.target { return words }
        return nil
    }

    /// The alarms that the plan's gates ask for.
    var alarmsAskedFor: [String] {
        plan.gates.flatMap { gate in
            if case .alarm(let names) = gate.condition { [names.blue, names.green] } else { [String]() }
        }
    }

    /// What the plan asks that a rehearsal can't answer, in words.
    var questionProblems: [String] { hookProblems + gateProblems }

    private var hookProblems: [String] {
        var problems: [String] = []
        for hook in plan.hooks {
            if let reason = hook.reasonNotAsked(by: plan) { problems.append(reason) }
            let standIn = "a command under Hooks in Viridian::Rehearsal, {\(hook.name): [PROGRAM, ARGUMENT]}, can stand in for it"
            if let words = command(of: hook) {
                guard !allowsHooks else { continue }
                problems.append(
                    "hook \(hook.name) runs \(words.joined(separator: " ")) on this machine; give --allow-hooks if that is wanted"
                )
                continue
            }
            switch hook.target {
            case .lambda(let arn):
                problems.append("hook \(hook.name) asks the Lambda function \(arn), which only AWS has; \(standIn)")
            case .http(let url):
                guard let address = try? HookAddress(url), address.isSecure else { continue }
                problems.append("hook \(hook.name) asks \(address.text), and a rehearsal speaks no TLS; \(standIn)")
            case .command: continue
            }
        }
        for name in standIns.hooks.keys.sorted() where !plan.hooks.contains(where: { $0.name == name }) {
            problems.append("Viridian::Rehearsal has a command for the hook \(name), and the plan has no such hook")
        }
        return problems
    }

    private var gateProblems: [String] {
        plan.gates.filter { !$0.isDryRun }.flatMap { gate -> [String] in
            switch gate.condition {
            case .alarm(let names):
                return Set([names.blue, names.green]).sorted().filter { !answers(alarm: $0) }.map { name in
                    "gate \(gate.name) asks for the alarm \(name), which the template doesn't have or a rehearsal can't evaluate"
                        + "; Alarms in Viridian::Rehearsal, {\(name): OK}, can say its state"
                }
            case .metric(let queries, _):
                guard let query = MetricQuery(queries.blue), !query.isMeasured else { return [] }
                let measured = MetricQuery.measured.map { "\($0.metric) (\($0.statistics))" }.joined(separator: ", ")
                return [
                    "gate \(gate.name) asks for \(query.metric) \(query.statistic); a rehearsal measures \(measured). "
                        + "With DryRun: true the gate has no vote"
                ]
            default: return []
            }
        }
    }

    private func answers(alarm name: String) -> Bool {
        standIns.alarms[name] != nil || alarms.contains { $0.names.contains(name) }
    }
}
