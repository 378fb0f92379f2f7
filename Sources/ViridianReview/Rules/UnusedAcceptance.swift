extension Rule {
    /// An excuse that is left behind.
    static let unusedAcceptance = Rule(
        "unused-acceptance", .medium, .operations, .practice,
        title: "Acceptance of a rule that finds nothing there",
        rationale:
            "What was accepted is mended, or the acceptance stands in the wrong place. Left behind it hides the next finding of "
            + "that rule, which nobody decided on.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html",
        failing: [
            """
            Resources:
              Logs:
                Type: AWS::Logs::LogGroup
                Properties:
                  ↓# viridian:accept log-group-retention: read once a year
                  RetentionInDays: 365
              Other:
                Type: AWS::Logs::LogGroup
                Metadata:
                  Viridian:
                    Accept:
                      - ↓{Rule: log-group-retention, Reason: read once a year}
                Properties: {RetentionInDays: 365}
            """
        ],
        passing: [
            """
            Resources:
              # viridian:accept log-group-retention until 2099-12-31: kept for the auditors
              Logs:
                Type: AWS::Logs::LogGroup
              Other:
                Type: AWS::Logs::LogGroup
                Metadata:
                  Viridian:
                    Accept: {Rule: log-group-retention, Reason: kept for the auditors, Until: 2099-12-31}
            """
        ]
    ) { _ in
        // What is accepted is known once the other rules have run; see Review.judge.
        []
    }
}
