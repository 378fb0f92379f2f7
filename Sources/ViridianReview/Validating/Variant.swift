import ViridianTemplate

/// An object as it is on one way through the conditions: branches chosen, `AWS::NoValue` taken away.
struct Variant {
    /// Where the object is written; its node holds only what is there in this variant.
    let object: Spot
    /// The properties for which a branch was chosen, with where it is written.
    private let chosen: [String: Spot]
    /// The properties that `AWS::NoValue` took away, with where they are written.
    private let absent: [String: Spot]
    let scenario: Scenario
    /// Whether every way was followed; with very many conditions some are left aside.
    let isExact: Bool

    init(
        _ object: Spot, chosen: [String: Spot] = [:], absent: [String: Spot] = [:], _ scenario: Scenario, isExact: Bool = true
    ) {
        self.object = object
        self.chosen = chosen
        self.absent = absent
        self.scenario = scenario
        self.isExact = isExact
    }

    func has(_ name: String) -> Bool { object.node[name] != nil }
    func spot(_ name: String) -> Spot { chosen[name] ?? object[name] ?? object }

    /// Where to point when a property is missing: where it was taken away, else at the object.
    func removed(_ name: String) -> Spot { absent[name] ?? object }
}

extension Subject {
    private static let variantsMaximum = 64

    /// All variants of an object; one for an object without conditions. With names only the conditions of these properties count,
    /// and the others stay as they are written.
    func variants(of object: Spot, about names: Set<String>? = nil, in scenario: Scenario) -> [Variant] {
        guard let fields = object.node.object?.fields, object.node.object?.isConditional(about: names) == true else {
            return [Variant(object, scenario)]
        }
        var open = [Partial(scenario: scenario)]
        var isExact = true
        for field in fields {
            guard field.node.isConditional, names?.contains(field.key) ?? true else {
                for index in open.indices { open[index].fields.append(field) }
                continue
            }
            let spot = object.below(field)
            let branching = open.flatMap { partial -> [Partial] in
                branches(of: spot, in: partial.scenario).map { partial.adding(field, spot, $0) }
            }
            if branching.count > Self.variantsMaximum {
                isExact = false
                for index in open.indices { open[index].fields.append(field) }
            } else {
                open = branching
            }
        }
        return open.map { partial in
            let spot = object.holding(Node(.object(Object(partial.fields)), at: object.node.source))
            return Variant(spot, chosen: partial.chosen, absent: partial.absent, partial.scenario, isExact: isExact)
        }
    }

    /// Whether a flaw of a variant is worth a report: the variant is complete and can certainly happen.
    func isReportable(_ variant: Variant, verdictOf validator: Validator) -> Bool {
        variant.isExact && (validator.isTentative || variant.scenario.isCertainlyPossible(in: self))
    }

    private struct Partial {
        var fields: [Field] = []
        var chosen: [String: Spot] = [:]
        var absent: [String: Spot] = [:]
        var scenario: Scenario

        func adding(_ field: Field, _ spot: Spot, _ branch: Possibility) -> Partial {
            var copy = self
            copy.scenario = branch.scenario
            if branch.isNothing {
                copy.absent[field.key] = spot
            } else {
                copy.fields.append(Field(field.key, branch.spot.node, keySource: field.keySource))
                copy.chosen[field.key] = branch.spot
            }
            return copy
        }
    }
}

extension Object {
    /// Whether some property depends on a condition.
    var isConditional: Bool { fields.contains { $0.node.isConditional } }

    /// Whether some property depends on a condition: one of these, or any.
    func isConditional(about names: Set<String>?) -> Bool {
        fields.contains { $0.node.isConditional && (names?.contains($0.key) ?? true) }
    }
}

extension Node {
    /// Whether the value, or that there is one, depends on a condition.
    var isConditional: Bool {
        switch function {
        case .if?: true
        case .ref("AWS::NoValue")?: true
        default: false
        }
    }
}
