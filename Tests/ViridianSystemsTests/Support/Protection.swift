import ViridianTemplate

/// What keeps a resource from being deleted.
enum Protection {
    private static let properties = [
        "AWS::RDS::DBCluster": "DeletionProtection", "AWS::RDS::DBInstance": "DeletionProtection",
        "AWS::DynamoDB::Table": "DeletionProtectionEnabled", "AWS::Cognito::UserPool": "DeletionProtection",
    ]

    /// Whether AWS lets it be protected. An instance of an Aurora cluster is protected with its cluster.
    static func isPossible(_ part: Part) -> Bool {
        if part.type == "AWS::RDS::DBInstance", part["DBClusterIdentifier"] != nil { return false }
        return properties[part.type] != nil || part.type == "AWS::ElasticLoadBalancingV2::LoadBalancer"
    }

    static func isOn(_ part: Part) -> Bool {
        if let property = properties[part.type] { return part.properties[property]?.words == "true" }
        return (part["LoadBalancerAttributes"]?.list ?? []).contains {
            $0["Key"] == "deletion_protection.enabled" && $0["Value"] == "true"
        }
    }

    /// Whether it holds what can't be made again.
    static func isStateful(_ part: Part) -> Bool {
        [
            "AWS::Backup::BackupVault", "AWS::DynamoDB::Table", "AWS::ECR::Repository", "AWS::EFS::FileSystem", "AWS::KMS::Key",
            "AWS::RDS::DBCluster", "AWS::S3::Bucket", "AWS::SecretsManager::Secret",
        ].contains(part.type)
    }
}
