import ViridianCatalog
import ViridianTemplate

/// Looks up every name that the template mentions.
struct ReferenceCheck {
    let subject: Subject

    func problems() -> [Problem] {
        let resources = subject.resourceList.map(subject.spot)
        let everywhere = resources + ["Conditions", "Outputs", "Rules"].flatMap(subject.section)
        return everywhere.flatMap(functions) + resources.flatMap(attributes)
            + subject.section("Outputs").compactMap { condition($0["Condition"]) }
    }

    /// The references in `DependsOn` and `Condition` of a resource.
    private func attributes(of resource: Spot) -> [Problem] {
        let dependencies = resource["DependsOn"].map { $0.node.string == nil ? $0.elements : [$0] } ?? []
        return dependencies.compactMap { dependency in
            guard let name = dependency.node.string, !subject.exists(name) else {
                return nil
            }
            return missing("there is no resource \"\(name)\"", name, among: subject.logicalIDs, at: dependency.place)
        } + [condition(resource["Condition"])].compactMap { $0 }
    }

    private func condition(_ spot: Spot?) -> Problem? {
        guard let spot, let name = spot.node.string else { return nil }
        return condition(name, at: spot.place)
    }

    private func condition(_ name: String, at place: @autoclosure () -> Place) -> Problem? {
        guard subject.conditions[name] == nil else { return nil }
        return missing("there is no condition \"\(name)\"", name, among: subject.conditions.keys, at: place())
    }

    private func functions(in spot: Spot) -> [Problem] {
        var problems: [Problem] = []
        var undeclared: [[String]] = []
        let isLogic = spot.section == "Conditions" || spot.section == "Rules"
        spot.forEach { spot in
            switch spot.node.function {
            case .ref(let name)?:
                problems += reference(name, isLogic: isLogic, at: spot.place)
            case .getAtt(let resource, let attribute)?:
                problems += self.attribute(attribute.string, of: resource, at: spot.place)
            case .sub(let text, let variables)?:
                problems += substitution(text, variables, isLogic: isLogic, at: spot.place)
            case .if(let name, _, _)?:
                guard let problem = condition(name, at: spot.place) else { return }
                undeclared.append(spot.path)
                problems.append(problem)
            case .condition(let name)?:
                problems += [condition(name, at: spot.place)].compactMap { $0 }
            case .findInMap(_, _, _, let fallback)? where fallback == nil:
                problems += mapping(spot.arguments)
            default: break
            }
        }
        // One finding for a condition that nobody declared, and none for what depends on it.
        return problems.filter { problem in
            !undeclared.contains { $0.count < problem.path.count && problem.path.starts(with: $0) }
        }
    }

    private func reference(_ name: String, isLogic: Bool, at place: @autoclosure () -> Place) -> [Problem] {
        if subject.parameters[name] != nil || Subject.pseudoParameters.contains(name) { return [] }
        if !isLogic, subject.exists(name) { return [] }
        let candidates =
            Array(subject.parameters.keys) + (isLogic ? [] : Array(subject.logicalIDs)) + Array(Subject.pseudoParameters)
        if isLogic, subject.exists(name) {
            let message = "conditions and rules can refer to parameters only, and \"\(name)\" is a resource"
            return [Problem(message, at: place(), fix: "Decide by a parameter, which is known before anything is created.")]
        }
        let kinds = isLogic ? "parameter" : "parameter or resource"
        return [missing("there is no \(kinds) \"\(name)\"", name, among: candidates, at: place())]
    }

    private func attribute(_ attribute: String?, of name: String, at place: @autoclosure () -> Place) -> [Problem] {
        guard let resource = subject.resources[name] else {
            if subject.exists(name) { return [] }
            return [missing("there is no resource \"\(name)\"", name, among: subject.logicalIDs, at: place())]
        }
        let isServerless = resource.type.hasPrefix("AWS::Serverless::")
        // `Function.Alias.Arn` asks for an attribute of something else that the transform makes.
        guard let attribute, !isServerless || !attribute.contains("."),
            let typeName = isServerless ? Self.madeByServerless[resource.type] : resource.type,
            let type = subject.catalog.type(typeName), type.attribute(attribute) == nil
        else { return [] }
        let names = type.attributes.map(\.name)
        let hint = Suggestion.clause(for: attribute, among: names)
        let fix = names.isEmpty ? "Use Ref: this type has no attributes." : "Ask for one of: \(names.joined(separator: ", "))."
        return [Problem("\(resource.type) has no attribute \"\(attribute)\"\(hint)", at: place(), fix: fix)]
    }

    /// What the serverless transform makes under the name of its resource, and whose attributes it therefore has.
    ///
    /// Source: AWS SAM Developer Guide, "Generated AWS CloudFormation resources".
    private static let madeByServerless = [
        "AWS::Serverless::Api": "AWS::ApiGateway::RestApi", "AWS::Serverless::Application": "AWS::CloudFormation::Stack",
        "AWS::Serverless::Function": "AWS::Lambda::Function", "AWS::Serverless::GraphQLApi": "AWS::AppSync::GraphQLApi",
        "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api", "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
        "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
        "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
    ]

    private func substitution(_ text: String, _ variables: Object, isLogic: Bool, at place: @autoclosure () -> Place) -> [Problem]
    {
        Substitution.parts(of: text).flatMap { part -> [Problem] in
            guard case .name(let name) = part, variables[name] == nil else { return [] }
            guard let dot = name.firstIndex(of: ".") else { return reference(name, isLogic: isLogic, at: place()) }
            return attribute(String(name[name.index(after: dot)...]), of: String(name[..<dot]), at: place())
        }
    }

    /// Map, then first key, then second: the first that is a literal and isn't there.
    private func mapping(_ arguments: [Spot]) -> [Problem] {
        var level = subject.template.root["Mappings"] ?? [:]
        for (argument, kind) in zip(arguments, ["mapping", "first-level key", "second-level key"]) {
            guard let object = level.object, object["Fn::Transform"] == nil else { return [] }
            guard let name = argument.node.text else {
                if kind != "mapping", argument.node.reference == "AWS::Region", !object.fields.isEmpty,
                    !object.keys.contains(where: Regions.all.contains)
                {
                    let fix = "Take a map whose keys are regions, or another key."
                    return [Problem("no \(kind) is a region", at: argument.place, fix: fix)]
                }
                return kind == "first-level key" ? secondLevel(arguments[2], of: object) : []
            }
            guard let next = object[name] else {
                return [missing("there is no \(kind) \"\(name)\"", name, among: object.keys, at: argument.place)]
            }
            level = next
        }
        return []
    }

    /// Whichever first-level key is meant: one of them must have the second.
    private func secondLevel(_ argument: Spot, of object: Object) -> [Problem] {
        guard let name = argument.node.text, !object.fields.isEmpty else { return [] }
        let entries = object.fields.map(\.node.object)
        guard entries.allSatisfy({ $0 != nil && $0?.isOpen == false && $0?[name] == nil }) else { return [] }
        let message = "no first-level key has the second-level key \"\(name)\""
        return [missing(message, name, among: entries.flatMap { $0?.keys ?? [] }, at: argument.place)]
    }

    private func missing(_ message: String, _ name: String, among names: some Sequence<String>, at place: Place) -> Problem {
        let fix =
            Suggestion.nearest(to: name, among: names).map { "Write \($0), or declare \(name)." }
            ?? "Declare \(name), or correct the name."
        return Problem(message + Suggestion.clause(for: name, among: names), at: place, fix: fix)
    }
}

extension Subject {
    /// Whether a macro or a loop makes names that this template doesn't show.
    func makesNames(_ template: Template) -> Bool {
        if !Self.namelessMacros.isSuperset(of: transforms) { return true }
        let sections = ["Resources", "Conditions", "Outputs", "Parameters"]
        return template.root.fields.contains { sections.contains($0.key) && makesNames($0.node, depth: 1) }
    }

    /// Whether something refers to a name that is put together from what only a stack knows: any resource may be meant then.
    func refersToUnknownNames(_ template: Template) -> Bool {
        guard hasLanguageExtensions else { return false }
        var isUnknown = false
        for field in template.root.fields {
            field.node.forEach { node in
                guard let object = node.object, object.fields.count == 1, let call = object.fields.first else { return }
                let name = call.key == "Ref" ? call.node : call.key == "Fn::GetAtt" ? call.node.list?.first : nil
                if name?.function != nil { isUnknown = true }
            }
        }
        return isUnknown
    }

    private func makesNames(_ node: Node, depth: Int) -> Bool {
        switch node.value {
        case .null, .bool, .number, .string: false
        case .function(let function):
            function.name.hasPrefix("Fn::ForEach") || (depth < 2 && function.name == "Fn::Transform")
                || function.arguments.contains { makesNames($0, depth: depth + 1) }
        case .list(let nodes): nodes.contains { makesNames($0, depth: depth + 1) }
        case .object(let object):
            object.fields.contains { field in
                field.key.hasPrefix("Fn::ForEach") || (depth < 2 && field.key == "Fn::Transform")
                    || makesNames(field.node, depth: depth + 1)
            }
        }
    }

    /// Macros that make no names of their own.
    private static let namelessMacros: Set<String> = [
        "AWS::LanguageExtensions", "AWS::Serverless-2016-10-31", "AWS::SecretsManager-2020-07-23",
        "AWS::SecretsManager-2024-09-16", "AWS::CodeDeployBlueGreen",
    ]

    /// Whether a name is that of a resource, written here or made by a macro.
    func exists(_ name: String) -> Bool { logicalIDs.contains(name) || isGenerated(name) }

    /// Whether a name may be that of a resource which the serverless macro or a module makes out of one written here.
    func isGenerated(_ name: String) -> Bool {
        if resourceList.contains(where: { $0.type.hasSuffix("::MODULE") && name.hasPrefix($0.logicalID) }) { return true }
        guard transforms.contains("AWS::Serverless-2016-10-31") else { return false }
        if ["ServerlessRestApi", "ServerlessHttpApi", "ServerlessDeploymentApplication", "CodeDeployServiceRole"].contains(
            where: name.hasPrefix)
        {
            return true
        }
        return resourceList.contains { $0.type.hasPrefix("AWS::Serverless::") && name.hasPrefix($0.logicalID) }
    }
}
