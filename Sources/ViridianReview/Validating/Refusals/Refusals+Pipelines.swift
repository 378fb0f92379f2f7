import ViridianCatalog
import ViridianTemplate

extension Refusals {
    /// How many artifacts actions take and make, by owner, category and provider.
    ///
    /// Source: AWS CodePipeline User Guide, "Action structure reference", "Valid number of input and output artifacts".
    private static let counts: [String: (inputs: ClosedRange<Int>, outputs: ClosedRange<Int>)] = [
        "AWS/Source/S3": (0...0, 1...1), "AWS/Source/CodeCommit": (0...0, 1...1), "AWS/Source/ECR": (0...0, 1...1),
        "AWS/Source/CodeStarSourceConnection": (0...0, 1...1), "ThirdParty/Source/GitHub": (0...0, 1...1),
        "AWS/Build/CodeBuild": (1...5, 0...5), "AWS/Test/CodeBuild": (1...5, 0...5), "AWS/Test/DeviceFarm": (1...1, 0...0),
        "AWS/Approval/Manual": (0...0, 0...0), "AWS/Invoke/Lambda": (0...5, 0...5),
        "AWS/Deploy/S3": (1...1, 0...0), "AWS/Deploy/CloudFormation": (0...10, 0...1), "AWS/Deploy/CodeDeploy": (1...1, 0...0),
        "AWS/Deploy/ElasticBeanstalk": (1...1, 0...0), "AWS/Deploy/ECS": (1...1, 0...0),
        "AWS/Deploy/ServiceCatalog": (1...1, 0...0), "AWS/Deploy/OpsWorks": (1...1, 0...0),
        "ThirdParty/Deploy/AlexaSkillsKit": (0...2, 0...0),
        "Custom/Build/Jenkins": (0...5, 0...5), "Custom/Test/Jenkins": (0...5, 0...5),
    ]

    private var actions: [Possibility] { values(["Stages", "*", "Actions", "*"]) }

    func artifactCounts() -> [Flaw] {
        actions.flatMap { action -> [Flaw] in
            let id = Refusals(validator: validator, properties: action.spot, scenario: action.scenario)
            return id.objects(["ActionTypeId"], with: ["Owner", "Category", "Provider"]).flatMap { type -> [Flaw] in
                let names = ["Owner", "Category", "Provider"].map { type.text($0) ?? "" }
                guard let counts = Self.counts[names.joined(separator: "/")] else { return [] }
                return count("InputArtifacts", counts.inputs, of: action, type.scenario)
                    + count("OutputArtifacts", counts.outputs, of: action, type.scenario)
            }
        }
    }

    private func count(_ name: String, _ range: ClosedRange<Int>, of action: Possibility, _ scenario: Scenario) -> [Flaw] {
        guard let list = action.spot[name] else {
            return range.lowerBound > 0 && action.spot.node.object?.isOpen != true
                ? [Flaw(.missing(name), action.spot, scenario)] : []
        }
        var verdict = Verdict()
        for branch in subject.branches(of: list, in: scenario) where branch.spot.node.list != nil {
            for (bound, limit) in [(Constraint.Bound.minimum, range.lowerBound), (.maximum, range.upperBound)] {
                validator.checkList(.itemCount(bound, limit), branch.spot, branch.scenario, &verdict)
            }
        }
        return verdict.flaws
    }

    /// `TemplatePath: Artifact::file` names an input of the action.
    ///
    /// Source: AWS CodePipeline User Guide, "AWS CloudFormation deploy action reference".
    func actionConfigurations() -> [Flaw] {
        actions.flatMap { action -> [Flaw] in
            let inside = Refusals(validator: validator, properties: action.spot, scenario: action.scenario)
            let roles = inside.texts(["Configuration", "RoleArn"]).filter { text, role in
                !Formats.accepts(text, "AWS::IAM::Role.Arn", subject.patterns, at: role.spot.path)
            }
            return inside.templatePaths()
                + roles.map { Flaw(.format("AWS::IAM::Role.Arn"), $0.value.spot, $0.value.scenario) }
        }
    }

    private func templatePaths() -> [Flaw] {
        let inputs = values(["InputArtifacts", "*"])
        let names = inputs.compactMap { $0.spot.node["Name"]?.string }
        guard names.count == inputs.count else { return [] }
        return texts(["Configuration", "TemplatePath"]).compactMap { text, path in
            guard !names.contains(where: { text.hasPrefix("\($0)::") }) else { return nil }
            return Flaw(.notAllowed(names.map { .string("\($0)::…") }), path.spot, path.scenario)
        }
    }
}
