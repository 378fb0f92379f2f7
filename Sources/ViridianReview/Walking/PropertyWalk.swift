import ViridianCatalog
import ViridianTemplate

/// Walks the properties of a resource beside the schema of its type, through nested objects, lists and both branches of `Fn::If`.
///
/// Where a schema offers alternatives (`anyOf`, `oneOf`) it stops: which of them is meant is a question for validation.
struct PropertyWalk {
    let subject: Subject
    /// Told of every object with what is assumed of the conditions there.
    let visit: (_ object: Spot, _ schema: Schema, _ scenario: Scenario) -> Void

    /// Walks one resource, also where it has no properties at all.
    func walk(_ resource: Resource) {
        guard let type = subject.catalog.type(resource.type) else { return }
        var scenario = Scenario()
        if let condition = resource.condition { scenario = scenario.assuming(condition, true) ?? scenario }
        let spot = subject.spot(resource)
        walk(spot["Properties"] ?? Spot(Node(.object([:])), path: spot.path, keySource: spot.keySource), type.schema, scenario)
    }

    private func walk(_ spot: Spot, _ schema: Schema, _ scenario: Scenario) {
        for branch in subject.branches(of: spot, in: scenario) {
            switch branch.spot.node.value {
            case .object where !Self.isOpen(branch.spot): walkObject(branch.spot, schema, branch.scenario)
            case .list: walkList(branch.spot, schema, branch.scenario)
            default: break
            }
        }
    }

    private func walkObject(_ object: Spot, _ schema: Schema, _ scenario: Scenario) {
        guard schema.types.isEmpty || schema.types.contains(.object) else { return }
        visit(object, schema, scenario)
        for field in object.fields {
            if let inner = subject.schema(ofProperty: field.key, in: schema) { walk(field, inner, scenario) }
        }
        for part in schema.allOf { walkObject(object, part, scenario) }
    }

    private func walkList(_ list: Spot, _ schema: Schema, _ scenario: Scenario) {
        guard schema.types.isEmpty || schema.types.contains(.array), let items = schema.items else { return }
        for element in list.elements { walk(element, items, scenario) }
    }

    /// Whether a macro or a loop adds properties that aren't written here, or the object is a call whose arguments are wrong.
    private static func isOpen(_ object: Spot) -> Bool {
        let names = object.fields.map(\.key)
        if names.contains(where: { $0 == "Fn::Transform" || $0.hasPrefix("Fn::ForEach") }) { return true }
        return names.count == 1 && names.contains { $0.hasPrefix("Fn::") || $0 == "Ref" }
    }
}

extension Subject {
    /// The schema of a property by its name, by a pattern for names, or by what is said of all others.
    func schema(ofProperty name: String, in schema: Schema) -> Schema? {
        if let exact = schema.property(name) { return exact }
        let matching = schema.patternProperties.first { patterns.matches(name, $0.name) }
        return matching?.schema ?? schema.additionalProperties
    }

    /// What an object of properties is called in messages: by its type, by its key, or as an element of a list.
    func name(of object: Spot) -> String {
        let keys = object.path.dropFirst(3).filter { !$0.hasPrefix("Fn::") }
        guard let key = keys.last(where: { Int($0) == nil }) else { return resources[object.path[1]]?.type ?? object.path[1] }
        return Int(object.key) == nil ? key : "an element of \(key)"
    }
}
