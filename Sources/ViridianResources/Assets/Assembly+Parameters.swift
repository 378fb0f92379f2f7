import ViridianTemplate

extension Assembly {
    /// What a deployment passes, as `aws cloudformation create-stack --parameters file://…` takes it.
    ///
    /// A parameter without value and default stands there with an empty one, to be filled in. Secrets aren't written down at
    /// all: whoever deploys gives them then. Source: AWS CLI Command Reference, cloudformation create-stack.
    func parameters(of stack: SynthesizedStack) -> Node {
        let declared = stack.template.parameterDeclarations.filter { !$0.isSecret }
        return Node(
            .list(
                declared.map { declaration in
                    let region = declaration.name == Stack.assetRegionName ? region : nil
                    let value = values[declaration.name] ?? region ?? declaration.defaultText ?? ""
                    return ["ParameterKey": Node(.string(declaration.name)), "ParameterValue": Node(.string(value))]
                }))
    }

    static func problems(of values: [String: String], for stacks: [SynthesizedStack]) -> [StackProblem] {
        let declared = stacks.flatMap(\.template.parameterDeclarations)
        return values.sorted { $0.key < $1.key }.flatMap { name, value -> [StackProblem] in
            let meant = declared.filter { $0.name == name }
            if meant.isEmpty {
                let names = declared.map(\.name)
                return [
                    StackProblem(
                        .unknownParameter, at: nil, "there is no parameter \"\(name)\" for which a value was given",
                        advice: names.isEmpty ? "There is none." : "There are \(names.joined(separator: ", ")).")
                ]
            }
            return meant.compactMap { problem(of: value, for: $0) }
        }
    }

    private static func problem(of value: String, for parameter: ParameterDeclaration) -> StackProblem? {
        if parameter.isSecret {
            return StackProblem(
                .invalidParameterValue, at: nil, "the value of the parameter \"\(parameter.name)\" is a secret",
                advice: "Secrets are not written down: give it when you deploy.")
        }
        return parameter.objection(to: value).map { objection in
            StackProblem(
                .invalidParameterValue, at: nil,
                "the parameter \"\(parameter.name)\" was given the value \"\(value)\", which \(objection)",
                advice: parameter.body["ConstraintDescription"]?.string ?? "Give a value that its declaration admits.")
        }
    }

    static func problems(of region: String) -> [StackProblem] {
        guard region.wholeMatch(of: /[a-z]{2}(-[a-z]+)+-[0-9]+/) == nil else { return [] }
        return [
            StackProblem(
                .invalidParameterValue, at: nil, "\"\(region)\" is no name of a region", advice: "Write it like us-east-1.")
        ]
    }
}
