import ViridianCatalog
import ViridianTemplate

extension Validator {
    func checkLogic(_ constraint: Constraint, _ spot: Spot, _ scenario: Scenario, _ verdict: inout Verdict) {
        switch constraint {
        case .allOf(let schemas): for schema in schemas { check(spot, schema, scenario, &verdict) }
        case .anyOf(let schemas): checkAny(spot, schemas, scenario, &verdict)
        case .oneOf(let schemas): checkOne(spot, schemas, scenario, &verdict)
        case .not(let schema):
            let answer = tentative(spot, schema, scenario)
            if answer.holds { verdict.flaws.append(Flaw(.negated, spot, scenario)) }
            if answer.isUnknown, !answer.fails { verdict.isUnknown = verdict.isUnknown || isTentative }
        case .conditional(let condition, let then, let otherwise):
            for (variant, chosen) in alternatives(of: spot, about: [condition, then, otherwise], scenario) {
                var copy = self
                copy.isChosen = isChosen || chosen != scenario
                copy.decide(variant, condition, then, otherwise, chosen, &verdict)
            }
        case .never: verdict.flaws.append(Flaw(.never, spot, scenario))
        case .gathered(let gathering): checkGathered(gathering, spot, scenario, &verdict)
        case .contextual(_, let schema):
            var copy = self
            copy.takesCallsLiterally = true
            copy.check(spot, schema, scenario, &verdict)
        default: break
        }
    }

    private func decide(
        _ spot: Spot, _ condition: Schema, _ then: Schema?, _ otherwise: Schema?, _ scenario: Scenario, _ verdict: inout Verdict
    ) {
        let answer = tentative(spot, condition, scenario)
        if answer.fails {
            if let otherwise { check(spot, otherwise, scenario, &verdict) }
        } else if answer.isUnknown {
            verdict.isUnknown = verdict.isUnknown || isTentative
        } else if let then {
            check(spot, then, scenario, &verdict)
        }
    }

    /// An object in each of its variants, anything else as it is.
    private func alternatives(
        of spot: Spot, about schemas: [Schema?], _ scenario: Scenario
    ) -> [(spot: Spot, scenario: Scenario)] {
        guard let object = spot.node.object, object.isConditional else { return [(spot, scenario)] }
        let names = subject.constraints.names(in: schemas.compactMap { $0 })
        guard object.isConditional(about: names) else { return [(spot, scenario)] }
        return subject.variants(of: spot, about: names, in: scenario).compactMap { variant in
            guard isTentative || variant.scenario == scenario || subject.isReportable(variant, verdictOf: self) else {
                return nil
            }
            return (variant.object, variant.scenario)
        }
    }

    private func checkAny(_ spot: Spot, _ schemas: [Schema], _ scenario: Scenario, _ verdict: inout Verdict) {
        var isUnknown = false
        for schema in schemas {
            let answer = tentative(spot, schema, scenario)
            if answer.holds { return }
            if !answer.fails { isUnknown = true }
        }
        if isUnknown { return verdict.isUnknown = verdict.isUnknown || isTentative }
        explain(.noAlternative, spot, schemas, scenario, &verdict)
    }

    private func checkOne(_ spot: Spot, _ schemas: [Schema], _ scenario: Scenario, _ verdict: inout Verdict) {
        var (fitting, isUnknown) = (0, false)
        for schema in schemas {
            let answer = tentative(spot, schema, scenario)
            if answer.holds { fitting += 1 } else if !answer.fails { isUnknown = true }
        }
        if fitting > 1 { return verdict.flaws.append(Flaw(.severalAlternatives, spot, scenario)) }
        if isUnknown { return verdict.isUnknown = verdict.isUnknown || isTentative }
        if fitting == 0 { explain(.noAlternative, spot, schemas, scenario, &verdict) }
    }

    /// What is wrong with the alternative that was meant, where that can be told; else that none fits.
    private func explain(
        _ kind: Flaw.Kind, _ spot: Spot, _ schemas: [Schema], _ scenario: Scenario, _ verdict: inout Verdict
    ) {
        let summary = Flaw(kind, spot, scenario)
        guard !isTentative else { return verdict.flaws.append(summary) }
        let ways = schemas.map { self.verdict(on: spot, $0, scenario).flaws }.filter { !$0.isEmpty }
        let missing = ways.compactMap { flaws -> String? in
            guard flaws.count == 1, case .missing(let name) = flaws[0].kind, flaws[0].spot.path == spot.path else { return nil }
            return name
        }
        if missing.count == ways.count, ways.count > 1 {
            return verdict.flaws.append(Flaw(.atLeastOne(missing), spot, scenario))
        }
        // The alternatives of the right type whose flaws lie deepest.
        let near = ways.filter { flaws in flaws.allSatisfy { $0.spot.path.count > spot.path.count } }
        if near.count == 1, let flaws = near.first { return verdict.flaws += flaws }
        verdict.flaws.append(summary)
    }
}
