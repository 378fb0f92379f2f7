import ViridianTemplate

/// What is assumed of the template's conditions on one way through its `Fn::If`s.
struct Scenario: Hashable {
    private(set) var assumed: [String: Bool] = [:]

    /// The scenario with one more assumption, or none if it contradicts those made.
    func assuming(_ condition: String, _ value: Bool) -> Scenario? {
        guard assumed[condition] ?? value == value else { return nil }
        var copy = self
        copy.assumed[condition] = value
        return copy
    }

    /// The scenario in which both hold, or none if they contradict each other.
    func merged(with other: Scenario) -> Scenario? {
        other.assumed.reduce(Optional(self)) { $0?.assuming($1.key, $1.value) }
    }

    /// Whether it can happen for certain. Conditions that rest on the same parameters may exclude each other, and one that rests
    /// on none is always the same: then it is not certain, and whatever was found is better not reported.
    func isCertainlyPossible(in subject: Subject) -> Bool {
        var used: Set<String> = []
        for condition in assumed.keys {
            let parameters = subject.parameters(behind: condition)
            if parameters.isEmpty || !used.isDisjoint(with: parameters) { return false }
            used.formUnion(parameters)
        }
        return true
    }

    /// ` when Production is false`, for messages; empty where nothing is assumed.
    var clause: String {
        let parts = assumed.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value)" }
        return parts.isEmpty ? "" : " when \(parts.joined(separator: " and "))"
    }
}

extension Subject {
    /// The parameters on which a condition rests, also through other conditions.
    func parameters(behind condition: String) -> Set<String> {
        var (found, seen, open): (Set<String>, Set<String>, [String]) = ([], [], [condition])
        while let name = open.popLast() {
            guard seen.insert(name).inserted, let node = conditions[name] else { continue }
            Spot(node, path: []).forEach { spot in
                switch spot.node.function {
                case .ref(let name)?: found.insert(name)
                case .condition(let name)?: open.append(name)
                case .sub(let text, _)?: found.formUnion(Substitution.names(in: text).map(\.name))
                default: break
                }
            }
        }
        return found
    }
}
