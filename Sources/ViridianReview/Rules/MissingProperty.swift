import ViridianCatalog

extension Rule {
    /// A property that the resource type needs.
    static let missingProperty = Rule(
        "missing-property", .high, .deployment, .aws,
        title: "Required property that isn't there",
        rationale: "CloudFormation refuses a resource without the properties that its type requires.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                ↓Properties:
                  Actions: []
                  Conditions: []
            """,
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration:
                    ↓DeploymentCircuitBreaker: {Enable: true}
                  ServiceConnectConfiguration:
                    ↓Enabled: !If [Live, true, !Ref AWS::NoValue]
              ↓Role:
                Type: AWS::IAM::Role
            """,
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  Priority: !If [Live, 1, 2]
                  Actions: []
                  Conditions: []
              Role:
                Type: AWS::IAM::Role
                Condition: Live
                Properties:
                  AssumeRolePolicyDocument: !If [Live, {}, !Ref AWS::NoValue]
            """
        ]
    ) { subject in
        var problems: [Problem] = []
        let walk = PropertyWalk(subject: subject) { object, schema, scenario in
            for name in schema.required {
                problems += missing(name, in: object, scenario, subject)
            }
            for (group, rule) in [(schema.requiredXor, "exactly one"), (schema.requiredOr, "at least one")] where !group.isEmpty {
                guard !group.contains(where: { object[$0] != nil }), scenario.isCertainlyPossible(in: subject) else { continue }
                let names = group.joined(separator: ", ")
                problems.append(
                    Problem(
                        "\(subject.name(of: object)) needs \(rule) of: \(names)\(scenario.clause)", at: object.keyPlace,
                        fix: "Add one of them."))
            }
        }
        subject.resourceList.forEach(walk.walk)
        return problems
    }

    private static func missing(_ property: String, in object: Spot, _ scenario: Scenario, _ subject: Subject) -> [Problem] {
        guard let field = object[property] else {
            guard scenario.isCertainlyPossible(in: subject) else { return [] }
            return [
                Problem(
                    "\(subject.name(of: object)) lacks the required property \"\(property)\"\(scenario.clause)",
                    at: object.keyPlace,
                    fix: "Add \(property).")
            ]
        }
        // Written, but AWS::NoValue takes it away on some way through the conditions.
        return subject.branches(of: field, in: scenario).filter(\.isNothing).prefix(1).compactMap { branch in
            guard branch.scenario.isCertainlyPossible(in: subject) else { return nil }
            return Problem(
                "\(subject.name(of: object)) lacks the required property \"\(property)\"\(branch.scenario.clause)",
                at: field.keyPlace,
                fix: "Give \(property) a value in each case instead of AWS::NoValue.")
        }
    }
}
