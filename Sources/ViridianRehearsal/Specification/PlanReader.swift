import ViridianRelease
import ViridianTemplate

/// Reads a release plan, version 1, as docs/plan.md describes it: from a service's metadata or from a file of its own.
///
/// Every mistake is named with its place. Gates that are left out are `nil`, so that the caller can take them from alarms.
struct PlanReader {
    private let file: String

    /// What a plan says, and whether it says which gates it has.
    struct Result: Hashable {
        var plan: Plan
        var namesGates: Bool
    }

    static func read(_ node: Node, file: String) throws -> Result {
        try PlanReader(file: file).plan(node)
    }

    private func plan(_ node: Node) throws -> Result {
        let object = try self.object(
            node, "a release plan",
            keys: [
                "Version", "Steps", "BakeSeconds", "Headroom", "MeasureSeconds", "BaselineSeconds", "ProgressDeadlineSeconds",
                "ScaleDownDelaySeconds", "Gates",
            ])
        guard let version = object["Version"], version.int == 1 else {
            throw mistake(object["Version"] ?? node, "a release plan says Version: 1, the one that there is")
        }
        guard let steps = object["Steps"], let list = steps.list, !list.isEmpty else {
            throw mistake(object["Steps"] ?? node, "a release plan has Steps, a list with at least one")
        }
        let gates = try object["Gates"].map { try self.gates($0) }
        var plan = Plan(
            weights: [], hold: .zero, bake: try seconds(object, "BakeSeconds") ?? .zero, gates: gates ?? [],
            headroom: try number(object, "Headroom") ?? 0.1)
        plan.steps = try list.map(step)
        plan.measureEvery = try seconds(object, "MeasureSeconds") ?? plan.measureEvery
        plan.baseline = try seconds(object, "BaselineSeconds") ?? plan.baseline
        plan.progressDeadline = try seconds(object, "ProgressDeadlineSeconds") ?? plan.progressDeadline
        plan.scaleDownDelay = try seconds(object, "ScaleDownDelaySeconds") ?? plan.scaleDownDelay
        if let problem = plan.problems.first { throw mistake(steps, problem) }
        return Result(plan: plan, namesGates: gates != nil)
    }

    private func step(_ node: Node) throws -> Plan.Step {
        let object = try self.object(node, "a step", keys: ["Weight", "HoldSeconds"])
        guard let weight = object["Weight"]?.int else { throw mistake(node, "a step has a Weight, a whole number from 1 to 100") }
        return Plan.Step(weight: weight, hold: try seconds(object, "HoldSeconds") ?? .zero)
    }

    private func gates(_ node: Node) throws -> [Gate] {
        guard let list = node.list, !list.isEmpty else {
            throw mistake(node, "Gates is a list with at least one gate; leave it out for those of the template's alarms")
        }
        return try list.map(gate)
    }

    private func gate(_ node: Node) throws -> Gate {
        let object = try self.object(
            node, "a gate", keys: ["Name", "Type", "Maximum", "Percentile", "MaximumMilliseconds", "MinimumSamples"])
        let type = object["Type"]?.string
        let samples = try number(object, "MinimumSamples").map { Int($0) } ?? 20
        let name = object["Name"]?.string ?? type ?? ""
        switch type {
        case "ErrorRate":
            return Gate(name, .errorRate(maximum: try required(object, "Maximum", of: node)), minimumSamples: samples)
        case "UnhealthyShare":
            return Gate(name, .unhealthyShare(maximum: try required(object, "Maximum", of: node)), minimumSamples: 0)
        case "Latency":
            let percentile = try required(object, "Percentile", of: node)
            let milliseconds = Int(try required(object, "MaximumMilliseconds", of: node))
            return Gate(name, .latency(percentile: percentile, milliseconds: milliseconds), minimumSamples: samples)
        default:
            throw mistake(object["Type"] ?? node, "a gate's Type is ErrorRate, Latency or UnhealthyShare")
        }
    }

    private init(file: String) { self.file = file }

    private func object(_ node: Node, _ what: String, keys: [String]) throws -> Object {
        guard let object = node.object else { throw mistake(node, "\(what) is an object with \(keys.joined(separator: ", "))") }
        if let field = object.fields.first(where: { !keys.contains($0.key) }) {
            let place = Node(.null, at: field.keySource ?? field.node.source)
            throw mistake(place, "\(what) has no \(field.key); it has \(keys.joined(separator: ", "))")
        }
        return object
    }

    private func number(_ object: Object, _ key: String) throws -> Double? {
        guard let node = object[key] else { return nil }
        guard let number = node.double, number.isFinite, abs(number) < 1e9 else { throw mistake(node, "\(key) is a number") }
        return number
    }

    private func required(_ object: Object, _ key: String, of node: Node) throws -> Double {
        guard let number = try number(object, key) else { throw mistake(node, "a gate of this type has \(key), a number") }
        return number
    }

    private func seconds(_ object: Object, _ key: String) throws -> Duration? {
        guard let number = try number(object, key) else { return nil }
        guard number >= 0 else { throw mistake(object[key] ?? Node(.null), "\(key) is 0 or more") }
        return .milliseconds(Int64((number * 1000).rounded()))
    }

    private func mistake(_ node: Node, _ text: String) -> RehearsalError {
        RehearsalError(.badInput, "\(node.source?.description ?? file): \(text). See docs/plan.md.")
    }
}
