import ViridianCatalog
import ViridianTemplate

/// Compares one value of a template with a schema of the catalogue.
///
/// It takes the value as CloudFormation does: `"5"` is a number where one is wanted, and a number is text. Calls of functions are
/// compared by what they return. Inside alternatives a call makes the answer unknown, and what is unknown is not reported.
struct Validator {
    let subject: Subject
    /// Whether the answer decides between alternatives, so that calls leave it open.
    var isTentative = false
    /// Whether a choice among conditions already led here. What would need yet another one is a matter of the parameters that
    /// somebody picks, and not reported.
    var isChosen = false
    /// Whether calls count as the objects that they are written as.
    var takesCallsLiterally = false
    /// What `$data` in a schema of gathered values speaks of.
    var gathered: Gathered?

    /// Everything that is wrong with a value.
    func verdict(on spot: Spot, _ schema: Schema, _ scenario: Scenario) -> Verdict {
        var verdict = Verdict()
        check(spot, schema, scenario, &verdict)
        return verdict
    }

    /// The same with calls left open, to choose between alternatives.
    func tentative(_ spot: Spot, _ schema: Schema, _ scenario: Scenario) -> Verdict {
        var copy = self
        copy.isTentative = true
        return copy.verdict(on: spot, schema, scenario)
    }

    func check(_ spot: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        switch spot.node.value {
        case .function(let function) where !takesCallsLiterally:
            checkCall(function, spot, schema, scenario, &verdict)
        case .string(let text) where text.hasDynamicReference:
            verdict.isUnknown = verdict.isUnknown || isTentative
        case .object(let object) where object.isBrokenCall:
            verdict.isUnknown = true
        default:
            checkValue(spot, schema, scenario, &verdict)
        }
    }

    private func checkValue(_ spot: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        let constraints = subject.constraints.sorted(schema)
        // One flaw is enough to rule an alternative out.
        var isDone: Bool { isTentative && verdict.fails }
        for constraint in constraints.ofScalars where !isDone { checkScalar(constraint, spot, scenario, &verdict) }
        switch spot.node.value {
        case .object:
            for constraint in constraints.ofObjects where !isDone { checkObject(constraint, spot, schema, scenario, &verdict) }
        case .list: for constraint in constraints.ofLists where !isDone { checkList(constraint, spot, scenario, &verdict) }
        default: break
        }
        for constraint in constraints.logic where !isDone { checkLogic(constraint, spot, scenario, &verdict) }
    }
}

extension Object {
    /// A call whose arguments are wrong, so that it was not read as one; a rule of its own reports it.
    var isBrokenCall: Bool {
        guard fields.count == 1, let key = fields.first?.key else { return false }
        return key == "Ref" || Subject.functionNames.contains(key)
    }

    /// Whether a macro or a loop adds properties that aren't written here.
    var isOpen: Bool {
        fields.contains { $0.key == "Fn::Transform" || $0.key.hasPrefix("Fn::ForEach") }
    }
}

extension String {
    /// Whether something stands here that CloudFormation fetches from elsewhere: `{{resolve:ssm:name}}`.
    var hasDynamicReference: Bool {
        holds("{{resolve:")
    }
}
