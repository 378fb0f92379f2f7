import ViridianTemplate

extension Rule {
    /// Logs that are kept for ever.
    static let logGroupRetention = Rule(
        "log-group-retention", .medium, .cost, .practice,
        title: "Log group that keeps its logs for ever",
        rationale: "Without a retention a log group keeps every event for ever, and its storage is paid for every month.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html",
        failing: [
            """
            Resources:
              ↓Logs:
                Type: AWS::Logs::LogGroup
            """,
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              ↓Logs:
                Type: AWS::Logs::LogGroup
                Properties:
                  RetentionInDays: !If [Live, !Ref AWS::NoValue, 7]
            """,
        ],
        passing: [
            """
            Parameters:
              Days: {Type: Number, Default: 30}
            Resources:
              Logs:
                Type: AWS::Logs::LogGroup
                Properties:
                  RetentionInDays: !Ref Days
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::Logs::LogGroup").compactMap { spot, properties in
            let retention = properties?["RetentionInDays"]
            // A macro may add it, and then it isn't written here.
            if properties?["Fn::Transform"] != nil || properties?.node.function != nil { return nil }
            let absent = retention.map { subject.branches(of: $0).filter(\.isNothing) }
            if let absent, absent.isEmpty { return nil }
            return Problem(
                "\"\(spot.key)\" keeps its logs for ever\(absent?.first?.scenario.clause ?? "") (\(Price.logStorage.source))",
                at: spot.keyPlace,
                fix: "Add RetentionInDays, for instance 30."
            ).mended(
                by: absent.map { $0.flatMap { $0.spot.replacing(with: 30) } }
                    ?? spot.setting(["Properties", "RetentionInDays"], to: 30),
                consequence: "Events older than 30 days are deleted, those that are there now too.")
        }
    }
}
