/// What a `Ref` to each parameter gives: the value that was passed, or the default.
struct ParameterValues {
    /// Without the parameters whose value only AWS can look up.
    private(set) var values: [String: Value] = [:]

    /// What is known without anybody passing a value.
    init(defaultsOf template: Template) {
        for declaration in template.parameterDeclarations {
            if let text = declaration.defaultText { take(text, for: declaration) }
        }
    }

    /// Stand-ins are for those that have neither a value nor a default, and are not judged.
    init(_ template: Template, given: [String: String], standIns: [String: String]) throws(TemplateError) {
        let declarations = template.parameterDeclarations
        let names = declarations.map(\.name)
        if let unknown = given.keys.filter({ !names.contains($0) }).min() {
            throw TemplateError(
                .unknownParameter, file: template.name, "the template has no parameter \"\(unknown)\"",
                advice: names.isEmpty ? "It declares none." : "It declares \(names.joined(separator: ", ")).")
        }
        for declaration in declarations {
            let text = given[declaration.name] ?? declaration.defaultText
            if let text { try declaration.check(text, isDefault: given[declaration.name] == nil, file: template.name) }
            guard let text = text ?? standIns[declaration.name] else {
                throw TemplateError(
                    .missingParameter, file: template.name, at: declaration.nameSource?.start,
                    "the parameter \"\(declaration.name)\" has neither a value nor a default",
                    advice: "Pass a value for it, or give it a Default.")
            }
            take(text, for: declaration)
        }
    }

    private mutating func take(_ text: String, for declaration: ParameterDeclaration) {
        // The text is the name of an SSM parameter; its value is known when the stack is made.
        if declaration.type?.isStored == true { return }
        let isList = declaration.type?.isList == true
        values[declaration.name] =
            isList ? .list(ParameterDeclaration.items(of: text).map { Node(.string($0)) }) : .string(text)
    }
}

extension ParameterDeclaration {
    /// Judges a value, and the declaration itself as far as the value depends on it.
    fileprivate func check(_ text: String, isDefault: Bool, file: String) throws(TemplateError) {
        if let written = body["Type"], type == nil {
            throw TemplateError(
                .unknownParameterType, file: file, at: written.source?.start,
                "the parameter \"\(name)\" has the type \"\(written.text ?? "")\", which does not exist",
                advice: "Take String, Number, CommaDelimitedList, List<Number>, or a type of AWS's such as AWS::EC2::VPC::Id.")
        }
        guard let objection = objection(to: text) ?? (isDefault ? nil : shapeObjection(to: text)) else { return }
        let what =
            isSecret
            ? (isDefault ? "a default that" : "a value that") : "the \(isDefault ? "default" : "value") \"\(text)\", which"
        let place = isDefault ? body["Default"]?.source : nameSource
        throw TemplateError(
            .invalidParameter, file: file, at: place?.start, "the parameter \"\(name)\" has \(what) \(objection)",
            advice: body["ConstraintDescription"]?.string ?? "Pass a value that its declaration admits.")
    }

    /// The ids of a kind begin alike. A default may be a placeholder, and is left alone.
    private func shapeObjection(to text: String) -> String? {
        guard let type, !type.isStored, case .resource(let kind) = type.kind, let prefix = ParameterType.prefixes[kind] else {
            return nil
        }
        let items = type.isList ? Self.items(of: text) : [text]
        return items.allSatisfy { $0.hasPrefix(prefix) } ? nil : "does not begin with \(prefix)"
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
