/// What a `Ref` to each parameter gives: the value that was passed, or the default.
struct ParameterValues {
    /// Without the parameters whose value only AWS can look up.
    private(set) var values: [String: Value] = [:]

    init(_ template: Template, given: [String: String]) throws(TemplateError) {
        let declared = template.parameters
        let names = declared.map(\.key)
        if let unknown = given.keys.filter({ !names.contains($0) }).min() {
            throw TemplateError(
                .unknownParameter, file: template.name, "the template has no parameter \"\(unknown)\"",
                advice: names.isEmpty ? "It declares none." : "It declares \(names.joined(separator: ", ")).")
        }
        for field in declared {
            let type = field.node["Type"]?.string ?? "String"
            guard let text = given[field.key] ?? Self.text(field.node["Default"]) else {
                throw TemplateError(
                    .missingParameter, file: template.name, at: field.keySource?.start,
                    "the parameter \"\(field.key)\" has neither a value nor a default",
                    advice: "Pass a value for it, or give it a Default.")
            }
            // The text is the name of an SSM parameter; its value is known when the stack is made.
            if type.hasPrefix("AWS::SSM::Parameter::Value<") { continue }
            values[field.key] = type == "CommaDelimitedList" || type.hasPrefix("List<") ? Self.list(text) : .string(text)
        }
    }

    private static func list(_ text: String) -> Value {
        guard !text.isEmpty else { return .list([]) }
        return .list(
            text.split(separator: ",", omittingEmptySubsequences: false).map { item in
                let trimmed = item.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                return Node(.string(String(trimmed)))
            })
    }

    private static func text(_ node: Node?) -> String? {
        guard let node else { return nil }
        return node.list.map { $0.compactMap(\.text).joined(separator: ",") } ?? node.text
    }
}

extension Node {
    /// The text that CloudFormation makes of a plain value.
    var text: String? {
        switch value {
        case .string(let string): string
        case .number(let number): number.text
        case .bool(let bool): bool ? "true" : "false"
        default: nil
        }
    }
}
