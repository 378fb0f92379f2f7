extension Rule {
    /// An excuse that nobody hears.
    static let invalidAcceptance = Rule(
        "invalid-acceptance", .medium, .operations, .practice,
        title: "Acceptance that holds for nothing",
        rationale:
            "Without a reason nobody can decide again, a misspelt rule is none, and what AWS refuses fails on deployment "
            + "whatever a comment says: the policy file can accept it, for where the catalogue is wrong.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html",
        failing: [
            """
            Resources:
              Logs: ↓# viridian:accept log-group-retention
                Type: AWS::Logs::LogGroup
              Other: ↓# viridian:accept log-group-retentoin: kept for ever
                Type: AWS::Logs::LogGroup
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: soon ↓# viridian:accept wrong-type: it always was
              Topic:
                Type: AWS::SNS::Topic
                Metadata:
                  Viridian:
                    Accept:
                      - ↓{Rule: untagged-resource, Reason: cheap, Until: soon}
            """
        ],
        passing: [
            """
            Resources:
              Logs: # viridian:accept log-group-retention: kept for the auditors
                Type: AWS::Logs::LogGroup
            """
        ]
    ) { _ in
        // What is wrong with an acceptance is found where it is read; see AcceptanceNote.
        []
    }

    /// Rules about acceptances, which speak when the others have spoken.
    static let aboutAcceptances = [unusedAcceptance, expiredAcceptance, invalidAcceptance]
}
