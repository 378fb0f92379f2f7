import ViridianCatalog
import ViridianTemplate

/// What stands inside resources and has a schema of its own, beside policies: tags, state machines, Systems Manager documents.
enum Documents {
    static func flaws(of resource: Resource, _ properties: Spot, _ type: ResourceType, _ validator: Validator) -> [Flaw] {
        tags(of: type, properties, validator) + embedded(of: resource, properties, validator)
    }

    private static func tags(of type: ResourceType, _ properties: Spot, _ validator: Validator) -> [Flaw] {
        guard let name = type.tagProperty, let tags = properties[name],
            let schema = validator.subject.catalog.schema(of: .tags)?.property("Tags")
        else { return [] }
        return validator.verdict(on: tags, schema, Scenario()).flaws.filter { flaw in
            // Types and missing keys are matters of the type's own schema.
            switch flaw.kind {
            case .length, .pattern, .repeatedKey: true
            default: false
            }
        }
    }

    private static func embedded(of resource: Resource, _ properties: Spot, _ validator: Validator) -> [Flaw] {
        let (names, document): ([String], Document) =
            switch resource.type {
            case "AWS::StepFunctions::StateMachine": (["Definition", "DefinitionString"], .stateMachine)
            case "AWS::SSM::Document": (["Content"], .systemsManagerDocument)
            default: ([], .tags)
            }
        guard !names.isEmpty, let schema = validator.subject.catalog.schema(of: document) else { return [] }
        let spots = names.compactMap { properties[$0] }
        let flaws = spots.filter { !$0.mentions("JSONata") }.flatMap { validator.flaws(inDocument: $0, schema, Scenario()) }
        let lost = document == .stateMachine ? spots.flatMap(transitions) : []
        return (flaws + lost).map { flaw in
            var copy = flaw
            copy.family = .document
            return copy
        }
    }

    /// The states of a state machine that lead nowhere, written as an object or as a text that holds JSON.
    private static func transitions(in spot: Spot) -> [Flaw] {
        guard let text = spot.node.string else { return StateMachine.flaws(in: spot) }
        guard text.utf8.contains(UInt8(ascii: "{")), let node = try? Node.read(json: text) else { return [] }
        return StateMachine.flaws(in: spot.holding(node)).map { flaw in
            var copy = flaw
            // Inside the text there are no places; the text itself has one.
            copy.place = spot.place
            return copy
        }
    }
}

extension Validator {
    /// What is wrong with a document, written as an object or as a text that holds JSON. A text that holds something else is left
    /// to its service.
    func flaws(inDocument spot: Spot, _ schema: Schema, _ scenario: Scenario) -> [Flaw] {
        if spot.node.object != nil || spot.node.list != nil { return verdict(on: spot, schema, scenario).flaws }
        guard let text = spot.node.string, text.utf8.contains(UInt8(ascii: "{")), let node = try? Node.read(json: text) else {
            return []
        }
        var copy = self
        copy.takesCallsLiterally = true
        return copy.verdict(on: spot.holding(node), schema, scenario).flaws.map { flaw in
            var copy = flaw
            // Inside the text there are no places; the text itself has one.
            copy.place = spot.place
            return copy
        }
    }
}

extension Spot {
    /// Whether a text stands somewhere below.
    fileprivate func mentions(_ text: String) -> Bool {
        var isFound = false
        forEach { spot in
            if spot.node.string?.contains(text) == true { isFound = true }
        }
        return isFound
    }
}
