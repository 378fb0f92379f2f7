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

    /// Whether a file is a plan, and not a template.
    static func isPlan(_ node: Node) -> Bool { node.object?["Version"] != nil && node.object?["Resources"] == nil }

    static func read(_ node: Node, file: String) throws -> Result {
        try PlanReader(file: file).plan(node)
    }

    private func plan(_ node: Node) throws -> Result {
        let object = try self.object(
            node, "a release plan",
            keys: [
                "Version", "Strategy", "Steps", "TestSeconds", "BakeSeconds", "LagSeconds", "Headroom", "MeasureSeconds",
                "BaselineSeconds", "ProgressDeadlineSeconds", "ScaleDownDelaySeconds", "CanRollBack", "WhenUnmeasurable",
                "FirstTasks", "Gates", "Hooks",
            ])
        guard let version = object["Version"], version.int == 1 else {
            throw mistake(object["Version"] ?? node, "a release plan says Version: 1, the one that there is")
        }
        let gates = try object["Gates"].map { try self.gates($0) }
        var plan = Plan(
            weights: [], hold: .zero, bake: try seconds(object, "BakeSeconds") ?? .zero, gates: gates ?? [],
            headroom: try number(object, "Headroom") ?? 0.1)
        plan.steps = try steps(object, of: node)
        plan.testHold = try seconds(object, "TestSeconds") ?? .zero
        plan.lag = try seconds(object, "LagSeconds") ?? .zero
        if let node = object["CanRollBack"] { plan.canRollBack = try boolean(node, "CanRollBack") }
        plan.measureEvery = try seconds(object, "MeasureSeconds") ?? plan.measureEvery
        plan.baseline = try seconds(object, "BaselineSeconds") ?? plan.baseline
        plan.progressDeadline = try seconds(object, "ProgressDeadlineSeconds") ?? plan.progressDeadline
        plan.scaleDownDelay = try seconds(object, "ScaleDownDelaySeconds") ?? plan.scaleDownDelay
        plan.whenUnmeasurable = try word(object, "WhenUnmeasurable", ["Pause": .pause, "RollBack": .rollBack]) ?? .pause
        plan.firstTasks = try whole(object, "FirstTasks", 1...1000) ?? plan.firstTasks
        if let node = object["Hooks"] { plan.hooks = try hooks(node, of: plan) }
        if let problem = plan.problems.first { throw mistake(object["Steps"] ?? node, problem) }
        return Result(plan: plan, namesGates: gates != nil)
    }

    /// Steps of one's own, or those of a strategy that ECS or CodeDeploy knows.
    private func steps(_ object: Object, of node: Node) throws -> [Plan.Step] {
        if let named = object["Strategy"] {
            if let steps = object["Steps"] { throw mistake(steps, "a release plan has a Strategy or Steps, not both") }
            guard let strategy = named.string.flatMap(Strategy.init(named:)) else {
                throw mistake(named, "Strategy is one of \(Strategy.names.joined(separator: ", "))")
            }
            return Plan(strategy, bake: .zero, gates: []).steps
        }
        guard let steps = object["Steps"], let list = steps.list, !list.isEmpty else {
            throw mistake(object["Steps"] ?? node, "a release plan has Steps, a list with at least one, or a Strategy")
        }
        return try list.map(step)
    }

    func boolean(_ node: Node, _ key: String) throws -> Bool {
        guard case .bool(let value) = node.value else { throw mistake(node, "\(key) is true or false") }
        return value
    }

    private func step(_ node: Node) throws -> Plan.Step {
        let object = try self.object(node, "a step", keys: ["Weight", "HoldSeconds", "NeedsApproval"])
        guard let weight = object["Weight"]?.int else { throw mistake(node, "a step has a Weight, a whole number from 1 to 100") }
        let needsApproval = try object["NeedsApproval"].map { try boolean($0, "NeedsApproval") } ?? false
        return Plan.Step(weight: weight, hold: try seconds(object, "HoldSeconds") ?? .zero, needsApproval: needsApproval)
    }

    private init(file: String) { self.file = file }

    func object(_ node: Node, _ what: String, keys: [String]) throws -> Object {
        guard let object = node.object else { throw mistake(node, "\(what) is an object with \(keys.joined(separator: ", "))") }
        if let field = object.fields.first(where: { !keys.contains($0.key) }) {
            let place = Node(.null, at: field.keySource ?? field.node.source)
            throw mistake(place, "\(what) has no \(field.key); it has \(keys.joined(separator: ", "))")
        }
        return object
    }

    func number(_ object: Object, _ key: String) throws -> Double? {
        guard let node = object[key] else { return nil }
        guard let number = node.double, number.isFinite, abs(number) < 1e9 else { throw mistake(node, "\(key) is a number") }
        return number
    }

    /// A whole number of a range.
    func whole(_ object: Object, _ key: String, _ range: ClosedRange<Int>) throws -> Int? {
        guard let node = object[key] else { return nil }
        guard let number = node.int, range.contains(number) else {
            throw mistake(node, "\(key) is a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// One of a few words.
    func word<Value>(_ object: Object, _ key: String, _ words: KeyValuePairs<String, Value>) throws -> Value? {
        guard let node = object[key] else { return nil }
        guard let found = words.first(where: { $0.key == node.string }) else {
            throw mistake(node, "\(key) is \(words.map(\.key).joined(separator: " or "))")
        }
        return found.value
    }

    /// A name of a resource of the template, by `Ref` or `Fn::GetAtt`, or as text.
    func reference(_ node: Node) -> String? {
        switch node.function {
        case .ref(let id)?, .getAtt(let id, _)?: id
        default: node.string
        }
    }

    func required(_ object: Object, _ key: String, of node: Node) throws -> Double {
        guard let number = try number(object, key) else { throw mistake(node, "a gate of this type has \(key), a number") }
        return number
    }

    func seconds(_ object: Object, _ key: String) throws -> Duration? {
        guard let number = try number(object, key) else { return nil }
        guard number >= 0 else { throw mistake(object[key] ?? Node(.null), "\(key) is 0 or more") }
        return .milliseconds(Int64((number * 1000).rounded()))
    }

    func mistake(_ node: Node, _ text: String) -> RehearsalError {
        RehearsalError(.badInput, "\(node.source?.description ?? file): \(text). See docs/plan.md.")
    }
}
