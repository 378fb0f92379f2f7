import ViridianTemplate

extension Rule {
    /// A name that clashes with the other environment's.
    static let inconsistentSuffix = Rule(
        "inconsistent-suffix", .medium, .operations, .practice,
        title: "Fixed name where other names carry the environment's suffix",
        rationale:
            "The suffix lets two environments live in one account. A single name without it makes the second stack "
            + "fail: the name "
            + "already exists.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
        failing: [
            """
            Parameters:
              EnvironmentSuffix: {Type: String}
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
                Properties: {ClusterName: !Sub "cluster-${EnvironmentSuffix}"}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: ↓alerts}
            """
        ],
        passing: [
            """
            Parameters:
              EnvironmentSuffix: {Type: String}
            Resources:
              Cluster:
                Type: AWS::ECS::Cluster
                Properties: {ClusterName: !Sub "cluster-${EnvironmentSuffix}"}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: !Sub "${AWS::StackName}-alerts"}
              Other:
                Type: AWS::SNS::Topic
              Replication:
                Type: AWS::IAM::Role
                Properties: {RoleName: dms-vpc-role, AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: []}}
              Settings:
                Type: AWS::RDS::DBClusterParameterGroup
                Properties: {Description: charset, Family: aurora-mysql8.0, Parameters: {character_set_server: utf8mb4}}
            """
        ]
    ) { subject in
        // Without a suffix of that name, the environment's own name serves as one.
        let named = subject.parameters.keys.filter { $0.lowercased().hasSuffix("suffix") }
        let others = ["environment", "environmentname", "env", "envname", "stage", "stagename"]
        let suffixes = Set(named.isEmpty ? subject.parameters.keys.filter { others.contains($0.lowercased()) } : named)
        let names = subject.resourceList.flatMap { resource -> [Spot] in
            guard let properties = subject.spot(resource)["Properties"] else { return [] }
            return properties.fields.filter { field in
                nameKeys.contains(field.key) || (field.key == "Name" && resource.type.hasPrefix("AWS::ElasticLoadBalancingV2::"))
                    || (field.key == "Family" && resource.type == "AWS::ECS::TaskDefinition")
            }
        }
        func carries(_ spot: Spot) -> Bool {
            var found = false
            spot.forEach { inner in
                switch inner.node.function {
                case .ref(let name)? where suffixes.contains(name): found = true
                case .sub(let text, _)? where Substitution.names(in: text).contains { suffixes.contains($0.name) }: found = true
                default: break
                }
            }
            return found
        }
        guard names.contains(where: carries) else { return [] }
        return names.filter { name in name.node.string.map { !namesOfAWS.contains($0) } ?? false }.map { name in
            Problem(
                "\"\(name.node.string ?? "")\" is the same in every environment", at: name.place,
                fix: "Add the suffix: !Sub \"\(name.node.string ?? "")-${\(suffixes.sorted()[0])}\".")
        }
    }

    /// Names that AWS itself asks for: roles that DMS looks for in an account.
    /// https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html
    private static let namesOfAWS: Set<String> = ["dms-vpc-role", "dms-cloudwatch-logs-role", "dms-access-for-endpoint"]

    private static let nameKeys: Set<String> = [
        "ClusterName", "ServiceName", "RoleName", "BucketName", "TopicName", "LogGroupName", "FunctionName", "AlarmName",
        "RepositoryName", "DBClusterIdentifier", "DBInstanceIdentifier", "QueueName", "TableName", "ManagedPolicyName",
        "AutoScalingGroupName", "LaunchTemplateName", "DBSubnetGroupName", "BackupVaultName",
    ]
}
