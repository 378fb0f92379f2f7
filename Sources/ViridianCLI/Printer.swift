import Foundation
import Synchronization
import ViridianRehearsal
import ViridianRelease

/// Prints what a rehearsal says, as aligned rows or as one JSON object a line.
///
/// The class owns what it showed last: rows leave out a measurement that says the same as the one a moment ago; JSON has them
/// all.
final class Printer: Sendable {
    let json: Bool
    private let shown = Mutex<(title: String, at: Duration)?>(nil)
    /// How long a measurement stands for those that say the same.
    private static let repeatAfter = Duration.seconds(5)

    init(json: Bool) { self.json = json }

    func title(_ specification: Specification, folder: String) {
        guard !json else { return }
        let steps = specification.plan.steps.map { "\($0.weight)" }.joined(separator: " → ")
        let (name, scale) = (URL(filePath: specification.name).lastPathComponent, Self.short(specification.scale))
        Self.write("Rehearsing \(name): \(steps) %, times divided by \(scale), \(specification.rate) requests/s")
        Self.write("Journal and logs: \(folder)\n")
    }

    func note(_ text: String) {
        json ? object(["kind": .string("note"), "text": .string(text)]) : Self.write("            " + text)
    }

    func print(_ output: Rehearsal.Output) {
        switch output {
        case .note(let text): note(text)
        case .row(let row): json ? object(fields(row)) : show(row)
        case .summary(let summary, let plan):
            json ? object(fields(summary, plan)) : summary.lines(plan: plan).forEach(Self.write)
        }
    }

    private func show(_ row: Row) {
        let isRepetition = shown.withLock { shown in
            guard row.kind == "measured" else {
                if row.weights != nil { shown = nil }
                return false
            }
            if let last = shown, last.title == row.title, row.at - last.at < Self.repeatAfter { return true }
            shown = (row.title, row.at)
            return false
        }
        if !isRepetition { Self.write(row.text) }
    }

    private func fields(_ row: Row) -> [String: Value] {
        var fields: [String: Value] = [
            "kind": .string("event"), "event": .string(row.kind), "at_ms": .int(Int(row.at.milliseconds)),
            "title": .string(row.title), "detail": .string(row.detail),
        ]
        if let weights = row.weights { fields["weights"] = .object(["blue": .int(weights.blue), "green": .int(weights.green)]) }
        return fields
    }

    private func fields(_ summary: Summary, _ plan: Plan) -> [String: Value] {
        func part(_ part: LoadReport.Part) -> Value {
            .object([
                "requests": .int(part.requests), "failures": .int(part.failures), "p50_ms": .optional(part.p50Milliseconds),
                "p99_ms": .optional(part.p99Milliseconds), "stayed": .int(part.stayed),
                "stayed_ms": part.stayedMilliseconds.map { .int(Int($0)) } ?? .null,
            ])
        }
        func milliseconds(_ duration: Duration?) -> Value { duration.map { .int(Int($0.milliseconds)) } ?? .null }
        return [
            "kind": .string("summary"), "verdict": .string(summary.outcome.verdict),
            "exit_code": .int(Int(summary.outcome.exitCode)),
            "reason": .string(summary.reason), "requests": .int(summary.load.total.requests),
            "failures": .int(summary.load.total.failures),
            "failures_by_kind": .object(summary.load.failuresByKind.mapValues(Value.int)),
            "blue": part(summary.load.colours.blue), "green": part(summary.load.colours.green),
            "p50_ms": .optional(summary.load.total.p50Milliseconds), "p99_ms": .optional(summary.load.total.p99Milliseconds),
            "time_to_promote_ms": milliseconds(summary.timeToPromote),
            "noticed_at": summary.noticed(plan).map(Value.string) ?? .null,
            "time_to_restore_ms": milliseconds(summary.timeToRestore), "killed": .list(summary.killed.map(Value.string)),
            "hooks": .list(summary.hooks.map(Value.string)),
        ]
    }

    private func object(_ fields: [String: Value]) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(Value.object(fields)) else { return }
        Self.write(String(decoding: data, as: UTF8.self))
    }

    private static func write(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private static func short(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }

    /// JSON as it is printed here.
    private enum Value: Encodable {
        case null
        case int(Int)
        case double(Double)
        case string(String)
        case list([Value])
        case object([String: Value])

        static func optional(_ value: Double?) -> Value { value.map { .double(($0 * 1000).rounded() / 1000) } ?? .null }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .null: try container.encodeNil()
            case .int(let value): try container.encode(value)
            case .double(let value): try container.encode(value)
            case .string(let value): try container.encode(value)
            case .list(let value): try container.encode(value)
            case .object(let value): try container.encode(value)
            }
        }
    }
}
