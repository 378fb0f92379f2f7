import ViridianCatalog
import ViridianTemplate

extension Validator {
    /// Compares a call with what its place wants, by what the function returns.
    func checkCall(_ function: Intrinsic, _ spot: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        switch function {
        case .ref("AWS::NoValue"): return
        case .if: checkBranches(spot, schema, scenario, &verdict)
        case .equals, .and, .or, .not: checkUnknown(spot, schema, scenario, &verdict)
        case .other(let name, _) where !Subject.otherFunctions.contains(name) && !subject.hasHiddenNames:
            checkUnknown(spot, schema, scenario, &verdict)
        default:
            guard !isTentative else { return verdict.isUnknown = true }
            for constraint in subject.constraints.of(schema) {
                switch constraint {
                case .types(let wanted):
                    if !isCompatible(function, wanted) { verdict.flaws.append(Flaw(.functionType(wanted), spot, scenario)) }
                case .format(let wanted) where wanted.hasPrefix("AWS::"):
                    if let found = formats(of: function), !found.contains(wanted) {
                        verdict.flaws.append(Flaw(.functionFormat(wanted: wanted, found: found), spot, scenario))
                    }
                case .allOf(let schemas):
                    for schema in schemas { checkCall(function, spot, schema, scenario, &verdict) }
                default: break
                }
            }
        }
    }

    /// A function that nobody knows, or that conditions only know, is the object as which it is written.
    private func checkUnknown(_ spot: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        for case .types(let wanted) in subject.constraints.of(schema) where !wanted.contains(.object) {
            verdict.flaws.append(Flaw(.wrongType(wanted), spot, scenario))
        }
    }

    private func checkBranches(_ spot: Spot, _ schema: Schema, _ scenario: Scenario, _ verdict: inout Verdict) {
        // What stands under a condition that nobody declared is nobody's choice; the condition itself is reported.
        if case .if(let condition, _, _)? = spot.node.function, subject.conditions[condition] == nil {
            return verdict.isUnknown = true
        }
        let answers = subject.branches(of: spot, in: scenario).filter { !$0.isNothing }.map { branch in
            self.verdict(on: branch.spot, schema, branch.scenario)
        }
        guard isTentative else {
            for answer in answers { verdict.flaws += answer.flaws }
            return
        }
        if answers.allSatisfy(\.holds) { return }
        if let first = answers.first, answers.allSatisfy(\.fails) { return verdict.flaws += first.flaws }
        verdict.isUnknown = true
    }

    func isCompatible(_ function: Intrinsic, _ wanted: SchemaTypes) -> Bool {
        switch function {
        case .ref(let name): isCompatible(reference: name, wanted)
        case .getAtt(let resource, let attribute): isCompatible(attribute: attribute.string, of: resource, wanted)
        case .sub, .join, .base64, .importValue: !wanted.isDisjoint(with: .scalar)
        case .split, .cidr, .getAZs: wanted.contains(.array)
        case .findInMap: !wanted.isDisjoint(with: SchemaTypes.scalar.union(.array))
        case .other("Fn::ToJsonString", _), .other("Fn::Length", _), .other("Fn::GetStackOutput", _):
            !wanted.isDisjoint(with: .scalar)
        default: true
        }
    }

    private func isCompatible(reference name: String, _ wanted: SchemaTypes) -> Bool {
        let (takesText, takesList) = (!wanted.isDisjoint(with: .scalar), wanted.contains(.array))
        if let parameter = subject.parameters[name] {
            guard let type = parameter["Type"]?.string, let kind = ParameterType(type) else { return true }
            // A list of subnets may stand where text is wanted only if a list is welcome too.
            return kind.isList ? takesList || !takesText : takesText || (!takesList && !takesText && wanted.isEmpty)
        }
        if name == "AWS::NotificationARNs" { return takesList || !takesText }
        if Subject.pseudoParameters.contains(name) || subject.resources[name] != nil { return takesText }
        return true
    }

    /// A whole number is no text here: CloudFormation compares what `GetAtt` returns strictly.
    private func isCompatible(attribute: String?, of resource: String, _ wanted: SchemaTypes) -> Bool {
        guard let attribute, let resource = subject.resources[resource], wanted.isDisjoint(with: [.boolean, .integer]),
            resource.type != "AWS::DocDB::DBCluster" || attribute != "Port",
            let schema = subject.catalog.type(resource.type)?.attribute(attribute)
        else { return true }
        let returned = schema.types
        return returned.isEmpty || !wanted.isDisjoint(with: returned)
    }

    /// What formats a call's result can have; none where nothing is known.
    private func formats(of function: Intrinsic) -> [String]? {
        switch function {
        case .ref(let name):
            guard let resource = subject.resources[name], !resource.isCustom, let type = subject.catalog.type(resource.type)
            else {
                return nil
            }
            if resource.type == "AWS::EC2::SecurityGroup" {
                let isInNetwork = resource.properties["VpcId"].map { $0.function != .ref("AWS::NoValue") } ?? false
                return [isInNetwork ? "AWS::EC2::SecurityGroup.Id" : "AWS::EC2::SecurityGroup.Name"]
            }
            return type.ref.formats
        case .getAtt(let name, let attribute):
            guard let attribute = attribute.string, let resource = subject.resources[name], !resource.isCustom,
                !["AWS::CloudFormation::Stack", "AWS::Serverless::Application"].contains(resource.type),
                let type = subject.catalog.type(resource.type), let schema = type.attribute(attribute)
            else { return nil }
            return schema.formats
        default: return nil
        }
    }
}

extension SchemaTypes {
    /// What one text can stand for.
    static let scalar: SchemaTypes = [.string, .integer, .number, .boolean]
}

extension Schema {
    /// The format, or those of the alternatives.
    fileprivate var formats: [String] {
        (format.map { [$0] } ?? []) + anyOf.compactMap(\.format)
    }
}

extension Resource {
    /// Whether its provider belongs to the account, so that nothing is known of what it returns.
    var isCustom: Bool { type.hasPrefix("Custom::") || type == "AWS::CloudFormation::CustomResource" }
}
