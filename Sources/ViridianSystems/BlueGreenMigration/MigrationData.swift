import ViridianConstructs
import ViridianResources

/// What the service keeps: a cluster with a writer and two readers, in a zone each, and a bucket. Three keys of ours, so that who
/// may open one may not open the others; everything else has AWS's.
struct MigrationData {
    let database: AuroraCluster.Parts
    let blue: ColourDatabase
    let green: ColourDatabase
    let files: Handle<S3.Bucket>
    let filesKey: Handle<KMS.Key>
    /// The cluster in which green's database is.
    let greenCluster: Input<String>
    let isProduction: Bool

    init(in network: Network.Parts, to stack: inout Stack) {
        isProduction = stack.environment.stage == .production
        let databaseKey = stack.add("DatabaseKey", EncryptionKey("Encrypts the database"))
        let secretKey = stack.add("SecretKey", EncryptionKey("Encrypts the database's password"))
        filesKey = stack.add("FilesKey", EncryptionKey("Encrypts files of the migration"))
        let instanceClass = stack.parameter(
            "DatabaseClass", default: "db.t4g.medium",
            .oneOf("db.t3.medium", "db.t3.large", "db.t4g.medium", "db.t4g.large", "db.r6g.large", "db.r6g.xlarge"),
            purpose: "The class of the database's instances.")
        let protection = stack.parameter(
            "DeletionProtection", default: isProduction ? "true" : "false", .oneOf("true", "false"),
            purpose: "Whether the database can't be deleted.")
        let secret = stack.add("Password", SecretStore(user: "owner", key: secretKey.arn))
        database = stack.add(
            "Database",
            AuroraCluster(
                .postgreSQL(), in: network, key: databaseKey.arn, databaseName: "blue", instanceClass: instanceClass.value,
                instances: 3, backupDays: 7, secret: secret, deletionProtection: protection.value.typed(),
                enhancedMonitoring: true))
        blue = ColourDatabase(
            .blue, secret: database.secret.secret.arn, key: secretKey.arn, waitsFor: database.attachment, in: &stack)
        green = ColourDatabase(
            .green,
            secret: Self.given(
                "GreenSecret", or: database.secret.secret.arn, "^arn:[a-z-]+:secretsmanager:.+$", "The ARN of a secret",
                purpose: "The secret of green's database if that is in another cluster; it must let this stack's roles read it.",
                in: &stack),
            key: Self.given(
                "GreenSecretKey", or: secretKey.arn, "^arn:[a-z-]+:kms:.+$", "The ARN of a key",
                purpose: "The key of that secret.", in: &stack),
            waitsFor: database.attachment, in: &stack)
        greenCluster = Self.given(
            "GreenCluster", or: database.cluster.identifier.typed(), "^[a-z][a-z0-9-]{0,62}$", "The identifier of a cluster",
            purpose: "That cluster's identifier; its connections are watched.", in: &stack)
        files = Self.addFiles(key: filesKey, to: &stack)
    }

    /// A parameter of text that may be left empty: then there is something of ours.
    private static func given<T>(
        _ name: String, or own: Input<T>, _ pattern: String, _ explanation: String, purpose: String, in stack: inout Stack
    ) -> Input<T> {
        let parameter = stack.parameter(
            name, default: "", .matching("^$|\(pattern)", explanation: "\(explanation), or nothing."), purpose: purpose)
        let isGiven = stack.condition("Has\(name)", .not(.equals(parameter.value, "")))
        return .if(isGiven, then: parameter.value.typed(), else: own)
    }

    private static func addFiles(key: Handle<KMS.Key>, to stack: inout Stack) -> Handle<S3.Bucket> {
        let files = stack.add(
            "Files",
            S3.Bucket(
                bucketEncryption: .init(
                    serverSideEncryptionConfiguration: [
                        .init(
                            bucketKeyEnabled: true,
                            serverSideEncryptionByDefault: .init(kmsMasterKeyID: key.arn, sseAlgorithm: .awsKMS))
                    ]),
                ownershipControls: .init(rules: [.init(objectOwnership: .bucketOwnerEnforced)]),
                publicAccessBlockConfiguration: .all, versioningConfiguration: .init(status: .enabled)),
            purpose: "Keeps files of the migration, such as the changes of the schema that a release brings.")
        stack.add(
            "FilesPolicy", S3.BucketPolicy(bucket: files.name, policyDocument: IAM.PolicyDocument([.onlyTLS(to: files)])),
            purpose: "Turns away whoever comes without TLS.")
        return files
    }
}
