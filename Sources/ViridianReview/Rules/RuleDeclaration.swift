import ViridianTemplate

extension Rule {
    /// A rule of the template that decides nothing.
    static let ruleDeclaration = Rule(
        "rule-declaration", .high, .deployment, .aws,
        title: "Rule of a template that decides nothing",
        rationale:
            "A rule holds assertions, each a comparison, and perhaps a condition; CloudFormation refuses anything "
            + "else before it creates the stack.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html",
        failing: [
            """
            Rules:
              ↓Nothing:
                RuleCondition: !Equals [a, b]
              Live:
                RuleCondition: ↓live
                Assertions:
                  - Assert: ↓always
                    AssertDescription: ↓[words]
            Resources: {}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Rules:
              Live:
                RuleCondition: !Equals [!Ref Stage, live]
                Assertions:
                  - Assert: !Not [!Equals [!Ref AWS::Region, us-east-1]]
                    AssertDescription: not there
            Resources: {}
            """
        ]
    ) { subject in
        subject.section("Rules").filter { $0.node.function == nil && !Sections.isGenerated($0.key) }.flatMap(problems)
    }

    private static func problems(with rule: Spot) -> [Problem] {
        guard let assertions = rule["Assertions"], assertions.node.list != nil else {
            return [Problem("\"\(rule.key)\" has no assertions", at: rule.keyPlace, fix: "Add a list of Assertions.")]
        }
        return decision(rule["RuleCondition"])
            + assertions.elements.flatMap { assertion in
                decision(assertion["Assert"]) + (assertion["AssertDescription"]?.textProblem("the description") ?? [])
            }
    }

    private static func decision(_ spot: Spot?) -> [Problem] {
        guard let spot, spot.call == nil, spot.node.bool == nil else { return [] }
        return [
            Problem(
                "\(spot.key) must be a comparison, not \(spot.node.quoted)", at: spot.place,
                fix: "Write Fn::Equals, Fn::Contains or another function of rules.")
        ]
    }
}
