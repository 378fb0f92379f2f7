import ViridianTemplate

extension Rule {
    /// Data that lies in the clear.
    static let unencryptedDatabase = Rule(
        "unencrypted-database", .high, .security, .practice,
        title: "Database whose storage is not encrypted",
        rationale:
            "Backups and replicas are as open as the storage, and encryption can't be turned on later: CloudFormation "
            + "replaces the "
            + "database for it.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
        failing: [
            """
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              ↓Named:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: shop}
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
        let inherits = [
            "SnapshotIdentifier", "DBSnapshotIdentifier", "SourceDBInstanceIdentifier",
            "SourceDBClusterIdentifier", "DBClusterSnapshotIdentifier", "GlobalClusterIdentifier",
        ]
        return subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").compactMap { spot, properties in
            guard !subject.isMemberOfCluster(spot, properties), inherits.allSatisfy({ properties?[$0] == nil }),
                subject.text("EngineMode", in: properties) != "serverless"
            else { return nil }
            // Express is the one edition that can't be encrypted.
            let engines = subject.engines(of: properties)
            guard !engines.contains("sqlserver-ex") else { return nil }
            let fix = "Set StorageEncrypted: true, with KmsKeyId for a key of your own."
            if subject.lacks("StorageEncrypted", in: properties), subject.lacks("KmsKeyId", in: properties) {
                return spot.problem("\"\(spot.key)\" is not encrypted", fix: fix)
            }
            guard subject.text("StorageEncrypted", in: properties) == "false" else { return nil }
            return properties?["StorageEncrypted"]?.problem("\"\(spot.key)\" is not encrypted", fix: fix)
        }
    }
}

extension Subject {
    /// The engines that a database may have, as far as they are written.
    fileprivate func engines(of properties: Spot?) -> [String] {
        values("Engine", in: properties).flatMap { value -> [String] in
            if let text = value.spot.node.text { return [text] }
            guard case .ref(let name)? = value.spot.node.function else { return [] }
            return parameters[name]?["AllowedValues"]?.list?.compactMap(\.text) ?? []
        }
    }
}
