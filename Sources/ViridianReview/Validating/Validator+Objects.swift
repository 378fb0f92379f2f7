import ViridianCatalog
import ViridianTemplate

extension Validator {
    func checkObject(
        _ constraint: Constraint, _ object: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict
    ) {
        switch constraint {
        case .properties: checkProperties(object, schema, scenario, &verdict)
        case .patternProperties(let patterns): checkNamed(object, patterns, scenario, &verdict)
        case .additionalProperties(let inner):
            for field in object.fields where !isListed(field.key, schema) { check(field, inner, scenario, &verdict) }
        case .closed: checkClosed(object, schema, scenario, &verdict)
        case .propertyNames(let names):
            for field in object.fields {
                let name = Spot(Node(.string(field.key), at: field.keySource), path: field.path, keySource: field.keySource)
                check(name, names, scenario, &verdict)
            }
        case .required, .requiredXor, .requiredOr, .dependentRequired, .dependentExcluded, .propertyCount, .dependentSchemas:
            guard object.node.object?.isOpen != true else { return }
            guard object.node.object?.isConditional == true else {
                return checkGroup(constraint, Variant(object, scenario), &verdict)
            }
            for variant in subject.variants(of: object, about: constraint.names, in: scenario) {
                checkGroup(constraint, variant, &verdict)
            }
        default: break
        }
    }

    private func checkProperties(_ object: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        for field in object.node.object?.fields ?? [] {
            guard let inner = subject.constraints.property(field.key, of: schema) else { continue }
            // Of an alternative that is tried only the answer counts, not where it goes wrong.
            check(isTentative ? object.unplaced(field) : object.below(field), inner, scenario, &verdict)
        }
    }

    private func checkNamed(
        _ object: Spot, _ patterns: [(name: String, schema: Schema)], _ scenario: Scenario, _ verdict: inout Verdict
    ) {
        for field in object.fields {
            for pattern in patterns where subject.patterns.matches(field.key, pattern.name) {
                check(field, pattern.schema, scenario, &verdict)
            }
        }
    }

    private func checkClosed(_ object: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        guard object.node.object?.isOpen != true else { return }
        for field in object.node.object?.fields ?? [] where !isListed(field.key, schema) {
            let isBad = !schema.patternProperties.isEmpty && schema.properties.isEmpty
            let kind: Flaw.Kind =
                isBad ? .badName(patterns: schema.patternProperties.map(\.name)) : .unknown(field.key, among: schema)
            verdict.flaws.append(Flaw(kind, object.below(field), scenario))
        }
    }

    private func isListed(_ name: String, _ schema: Schema) -> Bool {
        subject.constraints.property(name, of: schema) != nil
            || schema.patternProperties.contains { subject.patterns.matches(name, $0.name) }
    }

    /// Demands on which properties are there, each in one variant of the object.
    private func checkGroup(_ constraint: Constraint, _ variant: Variant, _ verdict: inout Verdict) {
        func report(_ kind: Flaw.Kind, _ spot: Spot? = nil) {
            guard subject.isReportable(variant, verdictOf: self) else { return }
            verdict.flaws.append(Flaw(kind, spot ?? variant.object, variant.scenario))
        }
        switch constraint {
        case .required(let names):
            for name in names where !variant.has(name) { report(.missing(name), variant.removed(name)) }
        case .requiredXor(let names):
            let present = names.filter(variant.has)
            if present.isEmpty { report(.exactlyOne(names)) }
            if present.count > 1 { for name in present { report(.onlyOne(names), variant.spot(name)) } }
        case .requiredOr(let names):
            if !names.contains(where: variant.has) { report(.atLeastOne(names)) }
        case .dependentRequired(let groups):
            for (name, needed) in groups.sorted(by: { $0.key < $1.key }) where variant.has(name) {
                for other in needed where !variant.has(other) { report(.needs(other, because: name)) }
            }
        case .dependentExcluded(let groups):
            for (name, excluded) in groups.sorted(by: { $0.key < $1.key }) where variant.has(name) {
                for other in excluded where variant.has(other) { report(.excluded(by: name), variant.spot(other)) }
            }
        case .propertyCount(let bound, let count):
            let found = variant.object.node.object?.fields.count ?? 0
            if bound == .minimum ? found < count : found > count { report(.fields(bound, count, found: found)) }
        case .dependentSchemas(let schemas):
            for (name, schema) in schemas where variant.has(name) {
                check(variant.object, schema, variant.scenario, &verdict)
            }
        default: break
        }
    }
}

extension Constraint {
    /// The properties of which a demand on groups speaks; none where it counts all.
    fileprivate var names: Set<String>? {
        switch self {
        case .required(let names), .requiredXor(let names), .requiredOr(let names): Set(names)
        case .dependentRequired(let groups), .dependentExcluded(let groups):
            groups.reduce(into: []) { $0.formUnion([$1.key] + $1.value) }
        default: nil
        }
    }
}
