import ViridianCatalog
import ViridianTemplate

/// Holds the properties of one resource against AWS's schema, as deep as they go: names, what is missing, kinds of values, and
/// words of closed sets. What only a deployment knows is let pass; the review says the rest.
struct SchemaCheck {
    let resource: String
    let type: ResourceType
    let place: Place?

    func problems(of properties: Properties) -> [StackProblem] {
        guard case .object(let object) = properties.lowered.node.value else { return [] }
        return check(object, type.schema, at: "")
    }

    private func check(_ node: Node, _ schema: Schema, at path: String) -> [StackProblem] {
        let types = schema.types
        switch node.value {
        case .object(let object) where types.isEmpty || types.contains(.object): return check(object, schema, at: path)
        case .list(let nodes) where types.isEmpty || types.contains(.array):
            guard let items = schema.items else { return [] }
            return nodes.enumerated().flatMap { check($0.element, items, at: "\(path).\($0.offset)") }
        case .null, .function: return []
        case .object: return [wrong(path, "an object", types)]
        case .list: return [wrong(path, "a list", types)]
        case .bool, .number, .string: return check(scalar: node, schema, at: path)
        }
    }

    private func check(_ object: Object, _ schema: Schema, at path: String) -> [StackProblem] {
        let known = schema.properties
        let isOpen = !schema.isClosed || schema.additionalProperties != nil || !schema.patternProperties.isEmpty
        var problems: [StackProblem] = []
        for field in object.fields {
            let inner = path.isEmpty ? field.key : "\(path).\(field.key)"
            if let schema = schema.property(field.key) {
                problems += check(field.node, schema, at: inner)
            } else if !isOpen, !known.isEmpty {
                let names = known.map(\.name).filter { !path.isEmpty || !type.readOnly.contains($0) }
                problems.append(
                    StackProblem(
                        .unknownProperty, at: place,
                        "\"\(resource)\" has the property \"\(inner)\", which \(type.name) does not have",
                        advice: "It has \(names.joined(separator: ", "))."))
            }
        }
        return problems
            + schema.required.filter { object[$0] == nil }.map { key in
                let inner = path.isEmpty ? key : "\(path).\(key)"
                return StackProblem(
                    .missingProperty, at: place, "\"\(resource)\" lacks the property \"\(inner)\", which \(type.name) needs",
                    advice: "Give it a value.")
            }
    }

    /// CloudFormation takes `"5"` for 5 and `true` for `"true"`, so that only what can't be made to fit is wrong.
    private func check(scalar node: Node, _ schema: Schema, at path: String) -> [StackProblem] {
        let types = schema.types
        guard !types.isEmpty else { return [] }
        let scalars: SchemaTypes = [.string, .integer, .number, .boolean]
        guard !types.isDisjoint(with: scalars) else { return [wrong(path, "a single value", types)] }
        if let text = node.string {
            let isNumber = types.isDisjoint(with: [.string, .boolean])
            if isNumber, Double(text) == nil { return [wrong(path, "\"\(text)\"", types)] }
            let words = (schema.allowedValues + schema.allowedValuesIgnoringCase).compactMap(\.string)
            let isIgnoringCase = !schema.allowedValuesIgnoringCase.isEmpty
            let fits = words.contains { isIgnoringCase ? $0.lowercased() == text.lowercased() : $0 == text }
            guard words.isEmpty || fits else {
                return [
                    StackProblem(
                        .invalidValue, at: place, "\"\(resource)\" has \"\(text)\" for \(path), which \(type.name) does not take",
                        advice: "It takes \(words.joined(separator: ", ")).")
                ]
            }
        }
        return []
    }

    private func wrong(_ path: String, _ what: String, _ types: SchemaTypes) -> StackProblem {
        let names: [(SchemaTypes, String)] = [
            (.object, "an object"), (.array, "a list"), (.string, "a text"), (.integer, "a whole number"),
            (.number, "a number"), (.boolean, "true or false"),
        ]
        let wanted = names.filter { types.contains($0.0) }.map(\.1)
        return StackProblem(
            .invalidValue, at: place, "\"\(resource)\" has \(what) for \(path), where \(type.name) takes something else",
            advice: "Give it \(wanted.joined(separator: " or ")).")
    }
}
