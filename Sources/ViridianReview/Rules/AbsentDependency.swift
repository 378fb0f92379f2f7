import ViridianTemplate

extension Rule {
    /// A dependency on a resource that may not be created.
    static let absentDependency = Rule(
        "absent-dependency", .high, .deployment, .aws,
        title: "Dependency on a resource that may not exist",
        rationale:
            "DependsOn names a resource that a condition leaves out while this one is created; CloudFormation "
            + "then refuses the template for an unresolved dependency.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
        failing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Condition: Live
              Queue:
                Type: AWS::SQS::Queue
                DependsOn: ↓Topic
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Condition: Live
              Queue:
                Type: AWS::SQS::Queue
                Condition: Live
                DependsOn: Topic
            """
        ]
    ) { subject in
        subject.resourceList.flatMap { resource -> [Problem] in
            guard let dependencies = subject.spot(resource)["DependsOn"] else { return [] }
            var scenario = Scenario()
            if let condition = resource.condition { scenario = scenario.assuming(condition, true) ?? scenario }
            let spots = dependencies.node.string == nil ? dependencies.elements : [dependencies]
            return spots.compactMap { problem(with: $0, scenario, subject) }
        }
    }

    private static func problem(with spot: Spot, _ scenario: Scenario, _ subject: Subject) -> Problem? {
        guard let name = spot.node.string, let condition = subject.resources[name]?.condition,
            let without = scenario.assuming(condition, false), without.isCertainlyPossible(in: subject)
        else { return nil }
        return Problem(
            "\"\(name)\" is not created\(without.clause)", at: spot.place,
            fix: "Give both resources the same condition, or remove the dependency.")
    }
}
