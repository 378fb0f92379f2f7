extension Rule {
    /// A condition that nothing uses.
    static let unusedCondition = Rule(
        "unused-condition", .low, .operations, .practice,
        title: "Condition that nothing uses",
        rationale:
            "A condition that nothing uses asks readers a question without an answer; often the name is misspelt "
            + "where it should be used.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html",
        failing: [
            """
            Conditions:
              ↓Live: !Equals [!Ref AWS::Region, eu-west-1]
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            """
        ],
        passing: [
            """
            Conditions:
              Live: !Equals [!Ref AWS::Region, eu-west-1]
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: !If [Live, 1, 2]
            """
        ]
    ) { subject in
        guard !subject.isWrittenWithGeneratedNames, !subject.transforms.contains("AWS::Serverless-2016-10-31") else { return [] }
        let used = subject.usedNames.conditions
        return subject.section("Conditions").filter { !used.contains($0.key) && !Sections.isGenerated($0.key) }.map { entry in
            Problem("nothing uses the condition \"\(entry.key)\"", at: entry.keyPlace, fix: "Use it, or remove it.")
        }
    }
}
