/// What becomes of a stack's data when the stack goes, for resources of which nobody says anything else.
///
/// Databases, buckets, repositories, keys and vaults hold what can't be made again. In development they go without a trace; in
/// production they stay, and databases leave a snapshot. Without a word from us, AWS would delete all but the databases.
/// Source: CloudFormation Template Reference, "DeletionPolicy attribute".
public enum DataPolicy: Hashable, Sendable {
    /// By stage: deleted in development and staging, kept in production.
    case byStage
    /// Deleted.
    case delete
    /// Kept; of a database a snapshot is kept.
    case keep

    /// What holds data that can't be made again, and whether a snapshot of it can be kept in its place.
    private static let stateful: [String: Bool] = [
        "AWS::Backup::BackupVault": false, "AWS::DynamoDB::Table": false, "AWS::ECR::Repository": false,
        "AWS::EFS::FileSystem": false, "AWS::KMS::Key": false, "AWS::RDS::DBCluster": true, "AWS::S3::Bucket": false,
        "AWS::SecretsManager::Secret": false,
    ]

    func deletionPolicy(of type: String, in stage: Stage) -> DeletionPolicy? {
        guard let leavesSnapshot = Self.stateful[type] else { return nil }
        let isKept = self == .keep || (self == .byStage && stage == .production)
        guard isKept else { return .delete }
        return leavesSnapshot ? .snapshot : .retainExceptOnCreate
    }
}
