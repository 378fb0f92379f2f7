/// A resource `AWS::CloudFormation::Stack`, or `AWS::Serverless::Application`, with the template that it makes a stack of.
///
/// ```swift
/// for stack in template.nestedStacks(inside: "templates") {
///     for field in stack.unknownParameters { print("\(field.key) is no parameter of \(stack.logicalID)") }
/// }
/// ```
///
/// Source: CloudFormation Template Reference, "AWS::CloudFormation::Stack".
public struct NestedStack: Hashable, Sendable {
    /// The types that make a stack of another template, and the property that says of which.
    public static let locations = ["AWS::CloudFormation::Stack": "TemplateURL", "AWS::Serverless::Application": "Location"]

    /// A value that the child's parameter does not take.
    public struct Refusal: Hashable, Sendable {
        /// The parameter as it is passed.
        public var field: Field
        /// The end of a sentence, such as `is none of live, test`.
        public var objection: String
    }

    /// An output that the parent asks for.
    public struct OutputRequest: Hashable, Sendable {
        /// The output's name.
        public var name: String
        /// Where it is asked for.
        public var source: SourceRange?
    }

    /// The resource in the parent.
    public let resource: Resource
    /// What it makes a stack of.
    public let child: ChildTemplate
    /// The outputs that the parent asks for.
    public let outputRequests: [OutputRequest]

    /// The resource's name in the parent.
    public var logicalID: String { resource.logicalID }

    /// What is passed; none where only AWS knows all names.
    private var passed: Object? {
        guard let node = resource.properties["Parameters"] else {
            return resource.body["Properties"]?.function == nil ? [:] : nil
        }
        guard let object = node.object else { return nil }
        return object.keys.contains { $0.hasPrefix("Fn::") } ? nil : object
    }

    /// The child, if all that it declares stands in it.
    private var declared: Template? {
        guard let template = child.template, template.hasAllNames else { return nil }
        return template
    }

    /// What is passed although the child has no such parameter.
    public var unknownParameters: [Field] {
        guard let declared, let passed else { return [] }
        let names = Set(declared.parameters.map(\.key))
        return passed.fields.filter { !names.contains($0.key) }
    }

    /// Parameters of the child that have no default and are not passed.
    public var missingParameters: [ParameterDeclaration] {
        guard let declared, let passed else { return [] }
        return declared.parameterDeclarations.filter { $0.body["Default"] == nil && passed[$0.name] == nil }
    }

    /// Values, as far as they are written in the parent, that the child's parameters do not take.
    public var refusedParameters: [Refusal] {
        guard let declared, let passed else { return [] }
        let declarations = Dictionary(declared.parameterDeclarations.map { ($0.name, $0) }) { first, _ in first }
        return passed.fields.compactMap { field in
            guard let declaration = declarations[field.key] else { return nil }
            if field.node.list != nil || field.node.object != nil {
                return Refusal(field: field, objection: "is no text; a list is passed as one text with commas")
            }
            guard let text = field.node.text, !text.contains("{{resolve:") else { return nil }
            return declaration.objection(to: text).map { Refusal(field: field, objection: $0) }
        }
    }

    /// Outputs that the parent asks for and the child does not have.
    public var missingOutputs: [OutputRequest] {
        guard let declared else { return [] }
        let names = Set(declared.outputs.map(\.key))
        return outputRequests.filter { !names.contains($0.name) }
    }
}

extension Template {
    /// The nested stacks, with the templates that stand beside this one inside a folder. Nothing outside the folder is read.
    ///
    /// The template's name must be the path from which it was read.
    public func nestedStacks(inside folder: String) -> [NestedStack] {
        let stacks = resources.filter { NestedStack.locations[$0.type] != nil }
        guard !stacks.isEmpty else { return [] }
        let requests = outputRequests(to: Set(stacks.map(\.logicalID)))
        return stacks.map { stack in
            NestedStack(
                resource: stack,
                child: stack.templateLocation.map { ChildTemplate(location: $0, besideFile: name, inside: folder) } ?? .elsewhere,
                outputRequests: requests[stack.logicalID] ?? [])
        }
    }

    /// `Fn::GetAtt` and `Fn::Sub` of `Stack.Outputs.Name`, by stack.
    private func outputRequests(to stacks: Set<String>) -> [String: [NestedStack.OutputRequest]] {
        var requests: [String: [NestedStack.OutputRequest]] = [:]
        func ask(_ stack: String, _ attribute: Substring, _ source: SourceRange?) {
            guard stacks.contains(stack), attribute.hasPrefix("Outputs.") else { return }
            requests[stack, default: []].append(.init(name: String(attribute.dropFirst("Outputs.".count)), source: source))
        }
        for section in ["Resources", "Outputs"] {
            root[section]?.forEach { node in
                switch node.function {
                case .getAtt(let stack, let attribute)?: ask(stack, (attribute.string ?? "")[...], node.source)
                case .sub(let text, let variables)?:
                    for case .variable(let name) in SubText.pieces(of: text) where variables[name] == nil {
                        guard let dot = name.firstIndex(of: ".") else { continue }
                        ask(String(name[..<dot]), name[name.index(after: dot)...], node.source)
                    }
                default: break
                }
            }
        }
        return requests
    }

    /// Whether no macro and no loop can add parameters or outputs that aren't written here.
    fileprivate var hasAllNames: Bool {
        let ours: Set<String> = ["AWS::LanguageExtensions", "AWS::Serverless-2016-10-31", "AWS::SecretsManager-2020-07-23"]
        let keys = root.keys + (root["Parameters"]?.object?.keys ?? []) + (root["Outputs"]?.object?.keys ?? [])
        return transforms.allSatisfy(ours.contains) && !keys.contains { $0.hasPrefix("Fn::") }
            && root["Parameters"]?.function == nil && root["Outputs"]?.function == nil
    }
}

extension Resource {
    /// Where the template of a nested stack is, as far as it is written: the path or address in its property, or the file that
    /// CDK notes beside an address which only the deployment knows.
    ///
    /// Source: AWS CDK, `cx-api`: the metadata `aws:asset:path` and `aws:asset:property`.
    public var templateLocation: String? {
        guard let property = NestedStack.locations[type] else { return nil }
        if let location = properties[property]?.string { return location }
        return metadata["aws:asset:property"]?.string == property ? metadata["aws:asset:path"]?.string : nil
    }
}
