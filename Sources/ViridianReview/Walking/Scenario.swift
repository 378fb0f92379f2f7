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

    /// Whether there are parameters with which it comes about. Nothing that would need conditions which exclude each other is
    /// worth a word; what only AWS knows of a condition leaves it open, and then it counts as possible.
    func isCertainlyPossible(in subject: Subject) -> Bool { subject.conditionLogic.isPossible(assumed) }

    /// ` when Production is false`, for messages; empty where nothing is assumed.
    var clause: String {
        let parts = assumed.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value)" }
        return parts.isEmpty ? "" : " when \(parts.joined(separator: " and "))"
    }
}

extension Subject {
    /// What holds wherever a spot counts: the condition of the resource or output in which it stands.
    func scenario(around spot: Spot) -> Scenario {
        // Most templates have none, and a path is worked out from its end.
        guard !conditionsOfParts.isEmpty else { return Scenario() }
        let path = spot.path
        guard path.count > 1, let condition = conditionsOfParts["\(path[0])/\(path[1])"] else { return Scenario() }
        return Scenario().assuming(condition, true) ?? Scenario()
    }
}
