import ViridianCatalog
import ViridianTemplate

/// Where the states of a state machine lead: each must be a state of the same level.
///
/// Source: Amazon States Language, "Transitions" and "States"; Step Functions refuses a missing target.
enum StateMachine {
    /// The flaws of a definition, and of those in its parallel and map states.
    static func flaws(in definition: Spot) -> [Flaw] {
        guard let states = definition["States"], let object = states.node.object, !object.isOpen, !object.fields.isEmpty
        else { return [] }
        let names = Set(object.keys)
        let targets = [definition["StartAt"]].compactMap { $0 } + states.fields.flatMap(targets)
        let missing = targets.filter { target in
            guard let name = target.node.string, !name.contains("${") else { return false }
            return !names.contains(name)
        }
        let inner = states.fields.flatMap { state in
            [state["Iterator"], state["ItemProcessor"]].compactMap { $0 } + (state["Branches"]?.elements ?? [])
        }
        return missing.map { Flaw(.notAllowed(names.sorted().map { .string($0) }), $0, Scenario()) } + inner.flatMap(flaws)
    }

    private static func targets(of state: Spot) -> [Spot] {
        let ways = [state] + (state["Choices"]?.elements ?? []) + (state["Catch"]?.elements ?? [])
        return ways.compactMap { $0["Next"] } + [state["Default"]].compactMap { $0 }
    }
}
