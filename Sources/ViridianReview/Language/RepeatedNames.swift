import ViridianCatalog
import ViridianTemplate

/// Finds resources of one type that are given the same name and can exist together.
struct RepeatedNames {
    private let subject: Subject

    init(_ subject: Subject) { self.subject = subject }

    func problems() -> [Problem] {
        Dictionary(grouping: subject.resourceList, by: \.type).sorted { $0.key < $1.key }.flatMap { type, resources in
            resources.count > 1 ? problems(of: type, resources) : []
        }
    }

    private struct Named {
        var resource: Resource
        var values: [Node]
        var place: Place
        var scenario: Scenario
    }

    private func problems(of name: String, _ resources: [Resource]) -> [Problem] {
        guard let type = subject.catalog.type(name) else { return [] }
        // Only what can be given is compared; the rest AWS makes up.
        let identifiers =
            name == "AWS::CodeBuild::Project" ? ["Name"] : type.primaryIdentifier.filter { !type.readOnly.contains($0) }
        guard !identifiers.isEmpty, identifiers.count == max(1, type.primaryIdentifier.count) else { return [] }
        return problems(of: resources, by: identifiers)
    }

    /// The resources among these that have the same values of some properties, and can exist together.
    func problems(of resources: [Resource], by identifiers: [String]) -> [Problem] {
        let named = resources.flatMap { self.named($0, identifiers) }
        return named.indices.compactMap { index in
            let one = named[index]
            let other = named.indices.first { position in
                position != index && named[position].resource.logicalID != one.resource.logicalID
                    && named[position].values == one.values && canMeet(one.scenario, named[position].scenario)
            }
            guard let other else { return nil }
            let names = identifiers.joined(separator: ", ")
            return Problem(
                "\"\(named[other].resource.logicalID)\" has the same \(names)", at: one.place,
                fix: "Give each its own, or leave it to CloudFormation.")
        }
    }

    private func canMeet(_ one: Scenario, _ other: Scenario) -> Bool {
        guard let both = one.merged(with: other) else { return false }
        if both == one { return true }
        // A condition that nobody declared is another rule's business.
        return both.assumed.keys.allSatisfy { subject.conditions[$0] != nil } && both.isCertainlyPossible(in: subject)
    }

    private func named(_ resource: Resource, _ identifiers: [String]) -> [Named] {
        var scenario = Scenario()
        if let condition = resource.condition { scenario = scenario.assuming(condition, true) ?? scenario }
        guard let properties = subject.spot(resource)["Properties"] else { return [] }
        return subject.branches(of: properties, in: scenario).flatMap { branch in
            subject.variants(of: branch.spot, about: Set(identifiers), in: branch.scenario).compactMap { variant -> Named? in
                let spots = identifiers.filter(variant.has).map(variant.spot)
                guard spots.count == identifiers.count, spots.allSatisfy({ $0.node.isSettled }) else { return nil }
                return Named(
                    resource: resource, values: spots.map(\.node),
                    place: spots.count == 1 ? spots[0].place : properties.keyPlace, scenario: variant.scenario)
            }
        }
    }
}

extension Node {
    /// Whether two such values are the same when they are written the same: literals and references.
    fileprivate var isSettled: Bool {
        switch value {
        case .string, .number, .bool: true
        case .function(.ref), .function(.getAtt), .function(.sub), .function(.importValue), .function(.findInMap): true
        default: false
        }
    }
}
