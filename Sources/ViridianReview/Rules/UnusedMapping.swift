extension Rule {
    /// A mapping that nothing uses.
    static let unusedMapping = Rule(
        "unused-mapping", .low, .operations, .practice,
        title: "Mapping that nothing uses",
        rationale:
            "A mapping that nothing uses asks readers a question without an answer; often the name is misspelt "
            + "where it should be used.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html",
        failing: [
            """
            Mappings:
              ↓Sizes: {live: {Web: small}}
            Resources:
              Queue: {Type: AWS::SQS::Queue}
            """
        ],
        passing: [
            """
            Mappings:
              Sizes: {live: {Web: small}}
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !FindInMap [Sizes, live, Web]
            """
        ]
    ) { subject in
        guard !subject.isWrittenWithGeneratedNames, !subject.transforms.contains("AWS::Serverless-2016-10-31") else { return [] }
        let names = subject.usedNames
        if names.usesAnyMapping { return [] }
        let used = names.mappings
        return subject.section("Mappings").filter { !used.contains($0.key) && !Sections.isGenerated($0.key) }.map { entry in
            Problem("nothing uses the mapping \"\(entry.key)\"", at: entry.keyPlace, fix: "Use it, or remove it.")
        }
    }
}
