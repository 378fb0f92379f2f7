import ViridianTemplate

extension Rule {
    /// A variable of a state machine's definition that nothing replaces.
    static let missingSubstitution = Rule(
        "missing-substitution", .high, .deployment, .aws,
        title: "State machine variable that nothing replaces",
        rationale:
            "Step Functions takes ${Name} in a definition from DefinitionSubstitutions only; what is left over is "
            + "no ARN, and the state machine is refused.",
        page:
            "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html",
        failing: [
            """
            Resources:
              Machine:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/machine
                  DefinitionString: ↓'{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Work}", "End": true}}}'
            """
        ],
        passing: [
            """
            Resources:
              Machine:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/machine
                  DefinitionString: '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Work}", "End": true}}}'
                  DefinitionSubstitutions: {Work: arn:aws:lambda:eu-west-1:123456789012:function:work}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::StepFunctions::StateMachine").flatMap { _, properties -> [Problem] in
            guard let properties, properties["DefinitionSubstitutions"]?.node.function == nil else { return [] }
            let given = properties["DefinitionSubstitutions"]?.node.object?.keys ?? []
            return ["DefinitionString", "Definition"].compactMap { properties[$0] }.flatMap { problems(in: $0, given) }
        }
    }

    private static func problems(in definition: Spot, _ given: [String]) -> [Problem] {
        var problems: [Problem] = []
        definition.forEach { spot in
            guard let text = spot.node.string, !spot.path.contains("Fn::Sub") else { return }
            for name in Substitution.names(in: text) where name.attribute == nil && !given.contains(name.name) {
                problems.append(
                    Problem(
                        "nothing replaces ${\(name.name)}", at: spot.place,
                        fix: "Add \(name.name) to DefinitionSubstitutions, or write the text as !Sub."))
            }
        }
        return problems
    }
}
