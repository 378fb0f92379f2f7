extension Rule {
    /// A decision that was to be made again.
    static let expiredAcceptance = Rule(
        "expired-acceptance", .medium, .operations, .practice,
        title: "Acceptance whose last day is over",
        rationale:
            "Somebody accepted a finding for a while. The while is over, so the finding is back, and this says why.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-metadata.html",
        failing: [
            """
            Resources:
              Logs: ↓# viridian:accept log-group-retention until 2020-01-31: until the archive is there
                Type: AWS::Logs::LogGroup
            """
        ],
        passing: [
            """
            Resources:
              Logs: # viridian:accept log-group-retention until 2099-12-31: until the archive is there
                Type: AWS::Logs::LogGroup
            """
        ]
    ) { _ in
        // The day is known to Review.judge.
        []
    }
}
