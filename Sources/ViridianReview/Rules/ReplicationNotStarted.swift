import ViridianTemplate

extension Rule {
    /// A task that waits to be told.
    static let replicationNotStarted = Rule(
        "replication-not-started", .medium, .operations, .practice,
        title: "DMS task that nothing starts",
        rationale:
            "CloudFormation creates a replication task and leaves it ready: there is no property that starts it. Until something "
            + "calls StartReplicationTask, nothing is replicated.",
        page: "https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html",
        failing: [
            """
            Resources:
              ↓Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: !Ref Mappings}
            """
        ],
        passing: [
            """
            Resources:
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: !Ref Mappings}
              Start:
                Type: Custom::StartReplication
                Properties: {ServiceToken: arn, TaskArn: !Ref Task}
            """
        ]
    ) { subject in
        let tasks = subject.resources(ofType: "AWS::DMS::ReplicationTask")
        guard !tasks.isEmpty else { return [] }
        let users = subject.names(in: subject.resourceList.filter { !$0.type.hasPrefix("AWS::CloudWatch::") })
        return tasks.filter { spot, _ in
            !users.contains(spot.key) && !subject.exportedNames.contains(spot.key)
        }.map { spot, _ in
            spot.problem(
                "nothing starts \"\(spot.key)\"",
                fix: "Start it by a custom resource that calls StartReplicationTask, and stop it on deletion; or output its ARN.")
        }
    }
}
