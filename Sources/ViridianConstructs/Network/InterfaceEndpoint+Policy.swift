import ViridianResources

extension InterfaceEndpoint {
    /// What tasks do, and the function that changes a password, to what is this account's and by this account alone; none where
    /// the set of actions is open.
    ///
    /// Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
    var policy: IAM.PolicyDocument? {
        let (service, name) = (arnService, resource)
        guard let service, let name else { return nil }
        let own: Input<String> = "arn:\(AWS.partition):\(service):\(AWS.region):\(AWS.accountID):\(name)"
        return IAM.PolicyDocument(
            [statement("ThisAccount", actions, on: [own])]
                + (actionsOnEverything.isEmpty ? [] : [statement("WithoutResource", actionsOnEverything, on: ["*"])]))
    }

    private func statement(_ sid: String, _ actions: [String], on resources: Input<[String]>) -> IAM.Statement {
        IAM.Statement(
            .allow, to: .everybody, sid: sid, actions: actions, resources: resources,
            conditions: [IAM.Condition(.stringEquals, "aws:PrincipalAccount", AWS.accountID)])
    }

    private var arnService: String? {
        switch self {
        case .ecrAPI, .ecrDocker: "ecr"
        case .kms, .logs, .secretsManager, .ssm: rawValue
        default: nil
        }
    }

    /// How the names of what is in it begin.
    private var resource: String? {
        switch self {
        case .ecrAPI, .ecrDocker: "repository/*"
        case .kms: "key/*"
        case .logs: "log-group:*"
        case .secretsManager: "secret:*"
        case .ssm: "parameter/*"
        default: nil
        }
    }

    private var actions: [String] {
        switch self {
        case .ecrAPI, .ecrDocker: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        case .kms: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
        case .logs: ["logs:CreateLogStream", "logs:PutLogEvents"]
        case .secretsManager:
            [
                "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ]
        case .ssm: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]
        default: []
        }
    }

    /// Actions that know no resources. Source: AWS Service Authorization Reference.
    private var actionsOnEverything: [String] {
        switch self {
        case .ecrAPI, .ecrDocker: ["ecr:GetAuthorizationToken"]
        case .secretsManager: ["secretsmanager:GetRandomPassword"]
        default: []
        }
    }
}
