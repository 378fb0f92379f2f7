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
        if accountLevel.contains(action) || action.hasPrefix("elasticloadbalancing:describe") { return .account }
        return resourceLevel.contains(action) ? .resource : nil
    }

    private static let accountLevel = list(
        [
            "ecr": ["GetAuthorizationToken", "DescribeRegistry"],
            "ecs": [
                "DescribeTaskDefinition", "DeregisterTaskDefinition", "ListTaskDefinitions", "ListTaskDefinitionFamilies",
                "ListClusters",
            ],
            "logs": ["DescribeLogGroups"],
            "cloudwatch": ["PutMetricData", "GetMetricData", "GetMetricStatistics", "ListMetrics"],
            "codedeploy": ["StopDeployment", "ContinueDeployment", "ListApplications"],
            "codepipeline": ["PutJobSuccessResult", "PutJobFailureResult"],
            "ssmmessages": ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"],
            "s3": ["ListAllMyBuckets"], "kms": ["ListKeys", "ListAliases", "GenerateRandom", "CreateKey"],
            "secretsmanager": ["GetRandomPassword", "ListSecrets"], "ssm": ["DescribeParameters"],
            "xray": ["PutTraceSegments", "PutTelemetryRecords"],
            "ec2": [
                "DescribeInstances", "DescribeSubnets", "DescribeVpcs", "DescribeSecurityGroups", "DescribeNetworkInterfaces",
            ],
        ])

    private static let resourceLevel = list(
        [
            "ecr": ["BatchGetImage", "GetDownloadUrlForLayer", "PutImage", "InitiateLayerUpload", "UploadLayerPart"],
            "ecs": ["UpdateService", "DescribeServices", "DeleteService", "CreateService", "RunTask", "StopTask"],
            "elasticloadbalancing": ["ModifyListener", "ModifyRule", "DeleteListener", "DeleteRule", "DeregisterTargets"],
            "iam": ["PassRole"],
            "codedeploy": ["CreateDeployment"], "codebuild": ["StartBuild", "BatchGetBuilds"],
            "s3": ["GetObject", "PutObject", "DeleteObject", "ListBucket", "GetObjectVersion"],
            "dynamodb": ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchGetItem", "BatchWriteItem"],
            "sqs": ["SendMessage", "ReceiveMessage", "DeleteMessage"], "sns": ["Publish"],
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
