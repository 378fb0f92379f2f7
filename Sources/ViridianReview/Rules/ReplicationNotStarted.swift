import ViridianTemplate

extension Rule {
    /// A task that waits to be told.
    static let replicationNotStarted = Rule(
        "replication-not-started", .medium, .operations, .practice,
        title: "DMS task that nothing starts",
        rationale:
            "CloudFormation creates a replication task and leaves it ready: there is no property that starts it. Until something "
            + "calls StartReplicationTask, nothing is replicated. A function that could, and that nothing invokes, doesn't.",
        page: "https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html",
        failing: [
            """
            Resources:
              ↓Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: !Ref Mappings}
            """,
            """
            Resources:
              ↓Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: !Ref Mappings}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
                  Policies:
                    - PolicyName: start
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "dms:StartReplicationTask", Resource: !Ref Task}]}
              Starter:
                Type: AWS::Lambda::Function
                Properties: {Role: !GetAtt Role.Arn, Environment: {Variables: {TASK: !Ref Task}}}
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {LogGroupName: !Sub "/aws/lambda/${Starter}", RetentionInDays: 30}
            """,
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
            """,
            """
            Resources:
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, TableMappings: !Ref Mappings}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]
                  Policies:
                    - PolicyName: start
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "dms:Start*", Resource: "*"}]}
              Starter:
                Type: AWS::Lambda::Function
                Properties: {Role: !GetAtt Role.Arn}
              Nightly:
                Type: AWS::Events::Rule
                Properties: {ScheduleExpression: rate(1 day), Targets: [{Id: start, Arn: !GetAtt Starter.Arn}]}
            """,
        ]
    ) { subject in
        let tasks = subject.resources(ofType: "AWS::DMS::ReplicationTask")
        guard !tasks.isEmpty, !isStartedByRole(subject) else { return [] }
        let users = subject.resourceList.filter { resource in
            !passive.contains(where: resource.type.hasPrefix)
                && (!isFunction(resource) || isInvoked(resource.logicalID, subject))
        }
        let used = subject.names(in: users)
        return tasks.filter { spot, _ in
            !used.contains(spot.key) && !subject.exportedNames.contains(spot.key)
        }.map { spot, _ in
            spot.problem(
                "nothing starts \"\(spot.key)\"",
                fix: "Start it by a custom resource that calls StartReplicationTask, and stop it on deletion; or output its ARN.")
        }
    }

    /// What refers to others and does nothing by itself.
    private static let passive = [
        "AWS::CloudWatch::", "AWS::IAM::", "AWS::Logs::", "AWS::DMS::EventSubscription", "AWS::Lambda::Version",
        "AWS::Lambda::Alias", "AWS::Lambda::EventInvokeConfig",
    ]

    private static func isFunction(_ resource: Resource) -> Bool {
        resource.type == "AWS::Lambda::Function"
    }

    /// Whether something calls a function, or may call it from outside.
    private static func isInvoked(_ function: String, _ subject: Subject) -> Bool {
        subject.mayBeUsedElsewhere(function)
            || subject.users(of: function).contains { user in !passive.contains(where: user.type.hasPrefix) }
    }

    /// Whether a role that may start tasks belongs to something that runs: a function that is invoked, a build, a state
    /// machine, or somebody outside who assumes it.
    private static func isStartedByRole(_ subject: Subject) -> Bool {
        let starting = subject.allowances.filter { statement in
            statement.actionNames.contains { ActionPattern.matches($0, "dms:startreplicationtask") }
        }
        return starting.reduce(into: Set<String>()) { $0.formUnion(subject.roles(holding: $1)) }.contains { name in
            guard let role = subject.resources[name], role.type == "AWS::IAM::Role" else { return false }
            let holders = subject.users(of: name).filter { holder in !passive.contains(where: holder.type.hasPrefix) }
            if holders.isEmpty { return subject.trustedServices(of: role) != ["lambda.amazonaws.com"] }
            return holders.contains { !isFunction($0) || isInvoked($0.logicalID, subject) }
        }
    }
}
