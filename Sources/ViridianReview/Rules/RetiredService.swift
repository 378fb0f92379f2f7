import ViridianTemplate

extension Rule {
    /// A resource of a service that AWS has shut down.
    static let retiredService = Rule(
        "retired-service", .high, .deployment, .aws,
        title: "Resource of a service that was shut down",
        rationale: "AWS keeps the types of services that it has shut down, but nothing of them can be created any more.",
        page: "https://docs.aws.amazon.com/general/latest/gr/full_shutdown_services.html",
        failing: [
            """
            Resources:
              ↓Ledger:
                Type: AWS::QLDB::Ledger
                Properties: {PermissionsMode: STANDARD}
            """
        ],
        passing: [
            """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: Id, AttributeType: S}]
                  KeySchema: [{AttributeName: Id, KeyType: HASH}]
            """
        ]
    ) { subject in
        subject.resourceList.compactMap { resource in
            guard let (prefix, day) = ends.first(where: { resource.type.hasPrefix($0.key) }) else { return nil }
            let name = prefix.split(separator: ":").last.map(String.init) ?? prefix
            return Problem(
                "\(name) was shut down on \(day)", at: subject.spot(resource).keyPlace,
                fix: "Move to the service that AWS names instead.")
        }
    }

    /// The last days of services, as the page gives them.
    private static let ends = [
        "AWS::CodeStar::": "2024-07-25", "AWS::Evidently::": "2025-10-17", "AWS::IoTAnalytics::": "2025-12-15",
        "AWS::IoTEvents::": "2026-05-20", "AWS::IoTThingsGraph::": "2022-11-09", "AWS::NimbleStudio::": "2024-06-30",
        "AWS::OpsWorks::": "2024-05-01", "AWS::QLDB::": "2025-07-31",
    ]
}
