import ViridianTemplate

/// An object as it is on one way through the conditions: branches chosen, `AWS::NoValue` taken away.
struct Variant {
    /// Where the object is written; its node holds only what is there in this variant.
    let object: Spot
    /// The properties that are there.
    let fields: [(key: String, spot: Spot)]
    /// The properties that `AWS::NoValue` took away, with where they are written.
    let absent: [(key: String, spot: Spot)]
    let scenario: Scenario
    /// Whether every way was followed; with very many conditions some are left aside.
    let isExact: Bool

    func has(_ name: String) -> Bool { fields.contains { $0.key == name } }
    func spot(_ name: String) -> Spot { fields.first { $0.key == name }?.spot ?? object }

    /// Where to point when a property is missing: where it was taken away, else at the object.
    func removed(_ name: String) -> Spot { absent.first { $0.key == name }?.spot ?? object }
}

extension Subject {
    private static let variantsMaximum = 64

    /// All variants of an object; one for an object without conditions. With names only the conditions of these properties count,
    /// and the others stay as they are written.
    func variants(of object: Spot, about names: Set<String>? = nil, in scenario: Scenario) -> [Variant] {
        let fields = object.fields
        guard object.node.object?.isConditional(about: names) == true else {
            return [Variant(object: object, fields: fields.map { ($0.key, $0) }, absent: [], scenario: scenario, isExact: true)]
        }
        var open = [Partial(scenario: scenario)]
        var isExact = true
        for field in fields {
            guard names?.contains(field.key) ?? true, field.node.isConditional else {
                open = open.map { $0.adding(field, Possibility(spot: field, scenario: $0.scenario)) }
                continue
            }
            let branching = open.flatMap { partial -> [Partial] in
                branches(of: field, in: partial.scenario).map { partial.adding(field, $0) }
            }
            if branching.count > Self.variantsMaximum {
                isExact = false
                open = open.map { $0.adding(field, Possibility(spot: field, scenario: $0.scenario)) }
            } else {
                open = branching
            }
        }
        return open.map { partial in
            let kept = Object(partial.fields.map { Field($0.key, $0.spot.node, keySource: $0.spot.keySource) })
            let spot = object.holding(Node(.object(kept), at: object.node.source))
            return Variant(
                object: spot, fields: partial.fields, absent: partial.absent, scenario: partial.scenario, isExact: isExact)
        }
    }

    /// Whether a flaw of a variant is worth a report: the variant is complete and can certainly happen.
    func isReportable(_ variant: Variant, verdictOf validator: Validator) -> Bool {
        variant.isExact && (validator.isTentative || variant.scenario.isCertainlyPossible(in: self))
    }

    private struct Partial {
        var fields: [(key: String, spot: Spot)] = []
        var absent: [(key: String, spot: Spot)] = []
        var scenario: Scenario

        func adding(_ field: Spot, _ branch: Possibility) -> Partial {
            var copy = self
            copy.scenario = branch.scenario
            if branch.isNothing { copy.absent.append((field.key, field)) } else { copy.fields.append((field.key, branch.spot)) }
            return copy
        }
    }
}

extension Object {
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
