import ViridianTemplate

extension Rule {
    /// Data that lies in the clear.
    static let unencryptedDatabase = Rule(
        "unencrypted-database", .high, .security, .practice,
        title: "Database whose storage is not encrypted",
        rationale:
            "Backups and replicas are as open as the storage, and encryption can't be turned on later: CloudFormation replaces "
            + "the database for it. An Aurora cluster that says nothing is encrypted since February 2026, by a key of AWS's.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
        failing: [
            """
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: mysql}
              ↓Named:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: postgres, DBClusterIdentifier: shop}
              Aurora:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, ↓StorageEncrypted: false}
              Single:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: postgres, ↓StorageEncrypted: false}
            """
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, StorageEncrypted: true}
              Default:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql}
              Copy:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, SnapshotIdentifier: arn}
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: !Ref Cluster}
              Small:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: sqlserver-ex}
            """,
            """
            Parameters:
              Edition: {Type: String, AllowedValues: [sqlserver-ex, sqlserver-web]}
            Resources:
              Chosen:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: !Ref Edition}
            """,
        ]
    ) { subject in
        subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").compactMap { spot, properties in
            guard !subject.isMemberOfCluster(spot, properties), !subject.inheritsEncryption(properties),
                subject.text("EngineMode", in: properties) != "serverless"
            else { return nil }
            // Express is the one edition that can't be encrypted.
            let engines = subject.engines(of: properties)
            guard !engines.contains("sqlserver-ex") else { return nil }
            let fix = "Set StorageEncrypted: true, with KmsKeyId for a key of your own."
            if subject.lacks("StorageEncrypted", in: properties), subject.lacks("KmsKeyId", in: properties) {
                guard !subject.isAuroraCluster(spot, properties) else { return nil }
                return spot.problem("\"\(spot.key)\" is not encrypted", fix: fix)
            }
            guard subject.text("StorageEncrypted", in: properties) == "false" else { return nil }
            return properties?["StorageEncrypted"]?.problem("\"\(spot.key)\" is not encrypted", fix: fix)
        }
    }
}
