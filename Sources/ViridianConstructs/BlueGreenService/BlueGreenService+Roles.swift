import ViridianResources

// Two roles by least privilege. The execution role is the agent's: it pulls images and writes logs. The task role is the
// containers'. Source: Amazon ECS Developer Guide, "Amazon ECS task execution IAM role" and "Amazon ECS task IAM role".

extension BlueGreenService {
    func addExecutionRole(to stack: inout Stack, _ logs: Handle<Logs.LogGroup>) -> Handle<IAM.Role> {
        // The log group's ARN ends with `:*`, as actions on its streams need it.
        let writeLogs = IAM.Statement.allow(
            ["logs:CreateLogStream", "logs:PutLogEvents"], on: [logs.arn.typed()], sid: "WriteLogs")
        return stack.add(
            "ExecutionRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.ecsTasks), description: "Starts the tasks: pulls images and writes logs",
                policies: [.init(policyDocument: IAM.PolicyDocument([writeLogs] + pullImages), policyName: "start-tasks")]),
            purpose: "What ECS may do to start a task.")
    }

    func addTaskRole(to stack: inout Stack) -> Handle<IAM.Role> {
        let policies: [IAM.Role.Policy]? =
            permissions.isEmpty ? nil : [.init(policyDocument: IAM.PolicyDocument(permissions), policyName: "serve")]
        return stack.add(
            "TaskRole",
            IAM.Role(assumeRolePolicyDocument: .trustTasks, description: "What the containers act as", policies: policies),
            purpose: "What the containers may do in AWS.")
    }

    /// What it takes to pull from private repositories of ECR; other registries ask nothing of IAM.
    private var pullImages: [IAM.Statement] {
        let repositories = [blue, green].compactMap(\.repository)
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
            // This action knows no resources.
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
