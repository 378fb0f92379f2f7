import ViridianTemplate

extension Rule {
    /// A policy of AWS's under an address that it doesn't have.
    static let managedPolicyPath = Rule(
        "managed-policy-path", .critical, .deployment, .aws,
        title: "Policy of AWS's with a wrong path in its ARN",
        rationale:
            "The path belongs to the ARN: some of AWS's policies lie under service-role, others don't, and nothing in their "
            + "names says which. IAM refuses a role with an ARN that isn't there.",
        page: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html",
        failing: [
            """
            Resources:
              Infrastructure:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns:
                    - ↓!Sub arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForLoadBalancers
                    - ↓arn:aws:iam::aws:policy/AmazonECSTaskExecutionRolePolicy
            """
        ],
        passing: [
            """
            Resources:
              Infrastructure:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  ManagedPolicyArns:
                    - !Sub arn:${AWS::Partition}:iam::aws:policy/AmazonECSInfrastructureRolePolicyForLoadBalancers
                    - arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy
                    - !Sub arn:aws:iam::${AWS::AccountId}:policy/AmazonECSTaskExecutionRolePolicy
                    - arn:aws:iam::aws:policy/service-role/AmazonOtherRole
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::IAM::Role", "AWS::IAM::User", "AWS::IAM::Group").flatMap { _, properties in
            subject.items("ManagedPolicyArns", in: properties).compactMap { policy in
                guard let written = ManagedPolicy.pathAndName(inARN: subject.knownText(of: policy.spot.node)),
                    let name = written.split(separator: "/").last.map(String.init), let path = path(of: name),
                    written != path + name
                else { return nil }
                return Problem(
                    "\(name) has another path", at: policy.spot.place, fix: "Write arn:aws:iam::aws:policy/\(path)\(name).")
            }
        }
    }

    /// The path of a policy of AWS's, as the rule knows it.
    private static func path(of name: String) -> String? {
        if underServiceRole.contains(name) { return "service-role/" }
        return atTheTop.contains(name) ? "" : nil
    }

    /// Policies for what releases, containers, functions and databases are run with. Source of both lists: AWS Managed Policy
    /// Reference, the ARN on the page of each policy.
    private static let underServiceRole: Set<String> = [
        "AmazonECSTaskExecutionRolePolicy", "AmazonEC2ContainerServiceforEC2Role", "AmazonEC2ContainerServiceRole",
        "AmazonEC2ContainerServiceAutoscaleRole", "AmazonEC2ContainerServiceEventsRole",
        "AmazonECSInfrastructureRolePolicyForVolumes",
        "AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
        "AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole", "AWSLambdaENIManagementAccess",
        "AWSLambdaDynamoDBExecutionRole", "AWSLambdaKinesisExecutionRole", "AWSLambdaSQSQueueExecutionRole",
        "AWSLambdaMSKExecutionRole", "AWSLambdaRole",
        "AWSCodeDeployRole", "AWSCodeDeployRoleForLambda", "AWSCodeDeployRoleForLambdaLimited",
        "AWSCodeDeployRoleForCloudFormation", "AmazonEC2RoleforAWSCodeDeploy",
        "AmazonDMSVPCManagementRole", "AmazonDMSCloudWatchLogsRole", "AmazonDMSRedshiftS3Role",
        "AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores",
        "AmazonRDSEnhancedMonitoringRole", "AmazonRDSDirectoryServiceAccess", "AmazonAPIGatewayPushToCloudWatchLogs",
        "AmazonSSMMaintenanceWindowRole", "AmazonSSMAutomationRole", "AWS_ConfigRole",
    ]

    private static let atTheTop: Set<String> = [
        "AmazonECSInfrastructureRolePolicyForLoadBalancers", "AmazonECSInfrastructureRolePolicyForVpcLattice",
        "AmazonECS_FullAccess", "AWSCodeDeployRoleForECS", "AWSCodeDeployRoleForECSLimited",
        "AWSCodePipeline_FullAccess", "AWSCodePipeline_ReadOnlyAccess", "AWSCodeBuildDeveloperAccess", "AWSCodeBuildAdminAccess",
        "AWSBackupServiceRolePolicyForS3Backup", "AWSBackupServiceRolePolicyForS3Restore",
        "AmazonEC2ContainerRegistryReadOnly", "AmazonEC2ContainerRegistryPowerUser", "AmazonEC2ContainerRegistryFullAccess",
        "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy", "AWSXRayDaemonWriteAccess", "SecretsManagerReadWrite",
        "CloudWatchLambdaInsightsExecutionRolePolicy", "AWSLambda_FullAccess", "AdministratorAccess", "PowerUserAccess",
    ]
}
