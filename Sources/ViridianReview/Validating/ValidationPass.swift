import ViridianCatalog
import ViridianTemplate

/// Compares all properties of a template with the catalogue, once in a review. The rules pick their kinds of flaws.
///
/// A class, because it is made when the first rule asks, and shared by all.
final class ValidationPass {
    private var found: [Flaw.Family: [Flaw]]?

    /// The flaws of one family, in the order in which they were found; each once.
    func flaws(_ family: Flaw.Family, in subject: Subject) -> [Flaw] {
        if found == nil {
            let flaws = subject.resourceList.flatMap { Self.flaws(of: $0, subject) } + GlobalValues.flaws(in: subject)
            found = Dictionary(grouping: Self.unique(flaws)) { $0.family }
        }
        return found?[family] ?? []
    }

    private static func flaws(of resource: Resource, _ subject: Subject) -> [Flaw] {
        UpdatePolicies.flaws(of: resource, subject) + flawsOfProperties(resource, subject)
    }

    private static func flawsOfProperties(_ resource: Resource, _ subject: Subject) -> [Flaw] {
        guard let type = subject.catalog.type(resource.type) else { return [] }
        var scenario = Scenario()
        if let condition = resource.condition { scenario = scenario.assuming(condition, true) ?? scenario }
        let spot = subject.spot(resource)
        let properties = spot["Properties"] ?? spot.withoutFields
        guard properties.canBeObject else {
            return [Flaw(.wrongType(.object), properties, scenario)]
        }
        let validator = Validator(subject: subject)
        var verdict = validator.verdict(on: properties, type.schema, scenario)
        for part in type.extensions where part.rule.hasPrefix("E") && !leftOut(part.rule, properties) {
            let path = part.path.isEmpty ? [] : part.path.split(separator: "/").map(String.init)
            for place in subject.places(path[...], below: properties.withLowercaseEngine(of: resource), scenario) {
                validator.check(place.spot, part.schema, place.scenario, &verdict)
            }
        }
        // What a macro makes of its resource is known to the macro only.
        if !resource.type.hasPrefix("AWS::Serverless::") { verdict.flaws += readOnly(properties, type, scenario, subject) }
        verdict.flaws += Policies.flaws(of: resource, properties, scenario, validator)
        verdict.flaws += Documents.flaws(of: resource, properties, type, validator)
        verdict.flaws += Refusals.flaws(of: resource, properties, scenario, validator)
        return verdict.flaws.filter { !isGlobal($0, resource, subject) && !isPackaged($0, resource) }
    }

    /// Task sizes have a rule of their own. Which class an engine has changes from month to month: where it depends on a
    /// condition too, it is left to the service.
    private static func leftOut(_ rule: String, _ properties: Spot) -> Bool {
        rule == "E3047" || (["E3025", "E3062"].contains(rule) && properties["Engine"]?.node.isConditional == true)
    }

    private static func readOnly(_ properties: Spot, _ type: ResourceType, _ scenario: Scenario, _ subject: Subject) -> [Flaw] {
        // A plain object shows at once that most of them aren't there.
        let written = properties.node.object.map { Set($0.fields.map(\.key)) }
        return type.readOnly.flatMap { path -> [Flaw] in
            let top = path.utf8.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
            if let written, top > path.startIndex, path[..<top] != "*", !written.contains(String(path[..<top])) { return [] }
            return subject.places(path.split(separator: "/").map(String.init)[...], below: properties, scenario)
                .filter { !$0.isNothing }.map { Flaw(.readOnly, $0.spot, $0.scenario) }
        }
    }

    /// Whether `aws cloudformation package` makes an object of the path that stands here.
    private static func isPackaged(_ flaw: Flaw, _ resource: Resource) -> Bool {
        guard case .wrongType = flaw.kind, flaw.spot.node.string != nil else { return false }
        return packaged[resource.type]?.contains(Array(flaw.spot.path.dropFirst(3).prefix(2))) ?? false
    }

    /// Source: AWS CLI Command Reference, `cloudformation package`.
    private static let packaged: [String: [[String]]] = [
        "AWS::ApiGateway::RestApi": [["BodyS3Location"]],
        "AWS::AppSync::FunctionConfiguration": [["RequestMappingTemplateS3Location"], ["ResponseMappingTemplateS3Location"]],
        "AWS::AppSync::GraphQLSchema": [["DefinitionS3Location"]],
        "AWS::AppSync::Resolver": [["RequestMappingTemplateS3Location"], ["ResponseMappingTemplateS3Location"]],
        "AWS::CodeCommit::Repository": [["Code", "S3"]],
        "AWS::ElasticBeanstalk::ApplicationVersion": [["SourceBundle"]],
        "AWS::Lambda::Function": [["Code"]],
        "AWS::Lambda::LayerVersion": [["Content"]],
        "AWS::StepFunctions::StateMachine": [["DefinitionS3Location"]],
    ]

    /// Whether a missing property comes from the `Globals` of the serverless transform.
    private static func isGlobal(_ flaw: Flaw, _ resource: Resource, _ subject: Subject) -> Bool {
        guard resource.type.hasPrefix("AWS::Serverless::"), case .missing(let name) = flaw.kind else { return false }
        let kind = String(resource.type.dropFirst("AWS::Serverless::".count))
        return subject.template.root["Globals"]?[kind]?[name] != nil
    }

    private static func unique(_ flaws: [Flaw]) -> [Flaw] {
        var seen: Set<Key> = []
        return flaws.filter { seen.insert(Key(kind: $0.kind, path: $0.spot.path, family: $0.family)).inserted }
    }

    private struct Key: Hashable {
        var kind: Flaw.Kind
        var path: [String]
        var family: Flaw.Family
    }
}

extension Spot {
    /// Whether properties are written here, or may come out of a condition or a macro.
    fileprivate var canBeObject: Bool {
        switch node.value {
        case .object: true
        case .function(let function): function.name != "Ref"
        default: false
        }
    }

    /// RDS takes the name of an engine in any case; the catalogue's combinations have it in lower case.
    fileprivate func withLowercaseEngine(of resource: Resource) -> Spot {
        guard resource.type.hasPrefix("AWS::RDS::"), var object = node.object, let engine = object["Engine"]?.string else {
            return self
        }
        object["Engine"]?.value = .string(engine.lowercased())
        return holding(Node(.object(object), at: node.source))
    }
}

extension Subject {
    /// The problems of one family.
    func problems(_ family: Flaw.Family) -> [Problem] {
        validation.flaws(family, in: self).map { $0.problem(in: self) }
    }

    /// What stands at a path, through lists (`*`) and branches of conditions; nothing under a condition that nobody declared.
    func places(_ path: ArraySlice<String>, below spot: Spot, _ scenario: Scenario) -> [Possibility] {
        if case .if(let condition, _, _)? = spot.node.function, conditions[condition] == nil { return [] }
        return branches(of: spot, in: scenario).flatMap { branch -> [Possibility] in
            guard let key = path.first else { return [branch] }
            let inner = key == "*" ? branch.spot.elements + branch.spot.fields : [branch.spot[key]].compactMap { $0 }
            return inner.flatMap { places(path.dropFirst(), below: $0, branch.scenario) }
        }
    }
}
