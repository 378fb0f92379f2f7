import ViridianTemplate

/// What is assumed of the template's conditions on one way through its `Fn::If`s.
struct Scenario: Hashable {
    private(set) var assumed: [String: Bool] = [:]
    /// The condition of the resource itself, which goes without saying.
    private var given: String?

    /// Nothing is assumed.
    init() {}

    /// A condition holds because the resource isn't made without it.
    init(given condition: String) {
        assumed = [condition: true]
        given = condition
    }

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

    /// Whether there are parameters with which it comes about. Conditions that exclude each other don't, and nothing that would
    /// need them is worth a word.
    func isPossible(in subject: Subject) -> Bool { subject.conditionLogic.isPossible(assumed) }

    /// ` when Production is false`, for messages; empty where nothing is assumed.
    var clause: String {
        let parts = assumed.filter { $0.key != given }.sorted { $0.key < $1.key }.map { "\($0.key) is \($0.value)" }
        return parts.isEmpty ? "" : " when \(parts.joined(separator: " and "))"
    }
}

extension Subject {
    /// What holds wherever a spot counts: the condition of the resource or output in which it stands.
    func scenario(around spot: Spot) -> Scenario {
        guard spot.path.count > 1, spot.path[0] == "Resources" || spot.path[0] == "Outputs",
            let condition = template.root[spot.path[0]]?[spot.path[1]]?["Condition"]?.string
        else { return Scenario() }
        return Scenario(given: condition)
    }
}
