import ViridianTemplate

/// Whether an action of IAM can be limited to single resources. Only what is known for certain is listed.
///
/// Source: Service Authorization Reference, "Actions, resources, and condition keys".
enum ActionLevel {
    /// It can be limited to the ARNs of resources.
    case resource
    /// Only `*` allows it; an ARN allows nothing.
    case account

    /// The level of an action such as `ecs:UpdateService`; none where it isn't listed.
    static func of(_ action: String) -> ActionLevel? {
        let action = action.lowercased()
        if accountLevel.contains(action) || describing.contains(where: action.hasPrefix) { return .account }
        if resourceLevel.contains(action) { return .resource }
        // A pattern such as s3:Get* covers some that can be limited; s3:* is a matter of the actions.
        guard action.hasSuffix("*"), !action.hasSuffix(":*") else { return nil }
        return resourceLevel.contains { ActionPattern.matches(action, $0) }
            && !accountLevel.contains { ActionPattern.matches(action, $0) }
            ? .resource : nil
    }

    /// Prefixes of actions that only list: none of them knows resources.
    private static let describing = ["elasticloadbalancing:describe", "application-autoscaling:describe", "autoscaling:describe"]

    private static let accountLevel = list(
        [
            "ecr": ["GetAuthorizationToken", "DescribeRegistry"],
            "ecs": [
                "DescribeTaskDefinition", "DeregisterTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies",
                "ListClusters", "ListServices",
            ],
            "logs": ["DescribeLogGroups"],
            "cloudwatch": ["PutMetricData", "GetMetricData", "GetMetricStatistics", "ListMetrics"],
            "codedeploy": ["StopDeployment", "ContinueDeployment", "ListApplications"],
            "codepipeline": ["PutJobSuccessResult", "PutJobFailureResult", "AcknowledgeJob"],
            "dms": ["DescribeReplicationTasks", "DescribeConnections", "DescribeEndpoints", "DescribeReplicationInstances"],
            "cloudformation": ["ListStacks", "ValidateTemplate", "ListExports"], "iam": ["ListRoles", "ListPolicies"],
            "route53": ["ListHostedZones"], "servicediscovery": ["ListServices", "ListNamespaces"],
            "rds": ["DescribeDBEngineVersions"],
            "ssmmessages": ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"],
            "s3": ["ListAllMyBuckets"], "kms": ["ListKeys", "ListAliases", "GenerateRandom", "CreateKey"],
            "secretsmanager": ["GetRandomPassword", "ListSecrets", "BatchGetSecretValue"], "ssm": ["DescribeParameters"],
            "xray": ["PutTraceSegments", "PutTelemetryRecords"],
            "ec2": [
                "DescribeInstances", "DescribeSubnets", "DescribeVpcs", "DescribeSecurityGroups", "DescribeNetworkInterfaces",
            ],
        ])

    private static let resourceLevel = list(
        [
            "ecr": [
                "BatchGetImage", "GetDownloadUrlForLayer", "PutImage", "InitiateLayerUpload", "UploadLayerPart",
                "CompleteLayerUpload", "DeleteRepository", "BatchDeleteImage",
            ],
            "ecs": [
                "UpdateService", "DescribeServices", "DeleteService", "CreateService", "RunTask", "StopTask", "DescribeTasks",
                "DescribeClusters", "CreateTaskSet", "DeleteTaskSet", "UpdateServicePrimaryTaskSet", "ExecuteCommand",
            ],
            "elasticloadbalancing": [
                "ModifyListener", "ModifyRule", "DeleteListener", "DeleteRule", "DeregisterTargets", "RegisterTargets",
                "ModifyTargetGroup", "CreateRule", "SetRulePriorities",
            ],
            "iam": ["PassRole"],
            "codedeploy": ["CreateDeployment", "GetDeployment", "RegisterApplicationRevision", "GetApplicationRevision"],
            "codebuild": ["StartBuild", "BatchGetBuilds", "StopBuild"],
            "codepipeline": ["StartPipelineExecution", "GetPipelineState"],
            "dms": ["StartReplicationTask", "StopReplicationTask", "DeleteReplicationTask"],
            "s3": ["GetObject", "PutObject", "DeleteObject", "ListBucket", "GetObjectVersion"],
            "dynamodb": ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchGetItem", "BatchWriteItem"],
            "sqs": ["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes"], "sns": ["Publish"],
            "secretsmanager": ["GetSecretValue", "PutSecretValue", "DeleteSecret", "UpdateSecret"],
            "ssm": ["GetParameter", "GetParameters", "GetParametersByPath", "PutParameter"],
            "kms": ["Decrypt", "Encrypt", "GenerateDataKey", "ScheduleKeyDeletion"],
            "lambda": ["InvokeFunction", "UpdateFunctionCode"],
            "rds": ["DeleteDBCluster", "DeleteDBInstance", "ModifyDBCluster"],
        ])

    private static func list(_ actions: [String: [String]]) -> Set<String> {
        Set(actions.flatMap { service, names in names.map { "\(service):\($0)".lowercased() } })
    }
}
