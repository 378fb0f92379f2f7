import ViridianResources

// Two roles by least privilege. The execution role is the agent's: it pulls images and writes logs. The task role is the
// containers'. Source: Amazon ECS Developer Guide, "Amazon ECS task execution IAM role" and "Amazon ECS task IAM role".

extension ServiceDescription {
    func addExecutionRole(to stack: inout Stack, _ logs: Handle<Logs.LogGroup>) -> Handle<IAM.Role> {
        // The log group's ARN ends with `:*`, as actions on its streams need it.
        let writeLogs = IAM.Statement.allow(
            ["logs:CreateLogStream", "logs:PutLogEvents"], on: [logs.arn.typed()], sid: "WriteLogs")
        return stack.add(
            "ExecutionRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.ecsTasks), description: "Starts the tasks: pulls images and writes logs",
                policies: [
                    .init(
                        policyDocument: IAM.PolicyDocument([writeLogs] + pullImages + readSecrets), policyName: "start-tasks")
                ]),
            purpose: "What ECS may do to start a task.",
            metadata: wildcards(pullImages.isEmpty ? [] : ["ecr:GetAuthorizationToken knows no resources."]))
    }

    func addTaskRole(to stack: inout Stack) -> Handle<IAM.Role> {
        let statements = permissions + (allowsExec ? [Self.exec] : [])
        let policies: [IAM.Role.Policy]? =
            statements.isEmpty ? nil : [.init(policyDocument: IAM.PolicyDocument(statements), policyName: "serve")]
        return stack.add(
            "TaskRole",
            IAM.Role(assumeRolePolicyDocument: .trustTasks, description: "What the containers act as", policies: policies),
            purpose: "What the containers may do in AWS.",
            metadata: wildcards(allowsExec ? ["What ssmmessages does knows no resources."] : []))
    }

    /// Exactly the secrets that the containers get, and the keys that open them.
    private var readSecrets: [IAM.Statement] {
        var arns: [Input<String>] = []
        var keys: [Input<String>] = []
        for reference in allSecrets {
            if !arns.contains(reference.secret.typed()) { arns.append(reference.secret.typed()) }
            if let key: Input<String> = reference.key?.typed(), !keys.contains(key) { keys.append(key) }
        }
        let read = IAM.Statement.allow(["secretsmanager:GetSecretValue"], on: .list(arns), sid: "ReadSecrets")
        let open = IAM.Statement.allow(["kms:Decrypt"], on: .list(keys), sid: "OpenSecrets")
        return (arns.isEmpty ? [] : [read]) + (keys.isEmpty ? [] : [open])
    }

    /// ECS Exec: these actions know no resources.
    /// Source: Amazon ECS Developer Guide, "Monitor Amazon ECS containers with ECS Exec".
    private static var exec: IAM.Statement {
        .allow(
            [
                "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ], on: ["*"], sid: "OpenSessions")
    }

    /// What it takes to pull from private repositories of ECR; other registries ask nothing of IAM.
    private var pullImages: [IAM.Statement] {
        let repositories = images.compactMap(\.repository)
        guard !repositories.isEmpty else { return [] }
        var arns: [Input<String>] = []
        for repository in repositories {
            let arn: Input<String> =
                "arn:\(AWS.partition):ecr:\(repository.region):\(repository.account):repository/\(repository.name)"
            if !arns.contains(arn) { arns.append(arn) }
        }
        return [
            .allow(
                ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], on: .list(arns),
                sid: "PullImages"),
            .allow(["ecr:GetAuthorizationToken"], on: ["*"], sid: "SignInToRegistry"),
        ]
    }
}

extension IAM.PolicyDocument {
    /// Tasks of this account and region, as AWS's guide has it for task roles. ECS knows no narrower condition: naming one
    /// cluster is not supported. The guide shows none for execution roles, so theirs has none.
    static let trustTasks = IAM.PolicyDocument.trust(
        .ecsTasks,
        conditions: [
            IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID),
            IAM.Condition(.arnLike, "aws:SourceArn", "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID):*"),
        ])
}
