import ViridianTemplate

extension Rule {
    /// A template that doesn't say what it is for.
    static let undescribedTemplate = Rule(
        "undescribed-template", .low, .operations, .practice,
        title: "Template without a description",
        rationale:
            "Whoever finds the stack in the console, or its bill, has only its name. A description says what it is "
            + "for and who may "
            + "be asked.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-description-structure.html",
        failing: [
            """
            Resources:
              ↓Topic:
                Type: AWS::SNS::Topic
            """
        ],
        passing: [
            """
            Description: Tells the people on call of what goes wrong in the shop.
            Resources:
              Topic:
                Type: AWS::SNS::Topic
            """,
            """
            Resources:
              Topic:
                Type: AWS::SNS::Topic
                Metadata: {Purpose: Tells the people on call.}
            """,
        ]
    ) { subject in
        let isExplained =
            subject.template.root["Description"] != nil || subject.template.root["Metadata"] != nil
            || subject.resourceList.contains { !$0.metadata.isEmpty }
        guard !isExplained, let first = subject.section("Resources").first else { return [] }
        return [first.problem("nothing says what this template is for", fix: "Add a Description at the top.")]
    }
}
