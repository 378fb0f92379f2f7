extension Rule {
    /// A parameter that nothing uses.
    static let unusedParameter = Rule(
        "unused-parameter", .low, .operations, .practice,
        title: "Parameter that nothing uses",
        rationale:
            "A parameter that nothing uses asks readers a question without an answer; often the name is misspelt "
            + "where it should be used.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        failing: [
            """
            Parameters:
              ↓Stage: {Type: String}
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub orders-${Stage}
            """
        ]
    ) { subject in
        guard !subject.isWrittenWithGeneratedNames, !subject.transforms.contains("AWS::Serverless-2016-10-31") else { return [] }
        let used = subject.usedNames.parameters
        return subject.section("Parameters").filter { !used.contains($0.key) && !Sections.isGenerated($0.key) }.map { entry in
            Problem("nothing uses the parameter \"\(entry.key)\"", at: entry.keyPlace, fix: "Use it, or remove it.")
        }
    }
}
