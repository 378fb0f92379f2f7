import ViridianTemplate

extension Rule {
    /// Locked, by a key that somebody else holds.
    static let auroraDefaultKey = Rule(
        "aurora-default-key", .medium, .security, .practice,
        title: "Aurora cluster for production or card data that is encrypted by no key of its owner's",
        rationale:
            "A new Aurora cluster that says nothing of encryption is encrypted since 18 February 2026 by a key that AWS owns: "
            + "nobody can see its use, limit it or take it back, and the key can't be changed later, because CloudFormation "
            + "replaces the cluster for it. Auditors of card data ask for a key of one's own.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html",
        failing: [
            """
            # viridian.yml: pci: true
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
            """,
            """
            Parameters:
              Environment: {Type: String, Default: production}
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql}
            """,
        ],
        passing: [
            """
            Parameters:
              Environment: {Type: String, Default: production}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, StorageEncrypted: true, KmsKeyId: !Ref Key}
              Managed:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, StorageEncrypted: true}
              Copy:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, SnapshotIdentifier: arn}
              Other:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: mysql}
            """,
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
            """,
        ]
    ) { subject in
        let reason = subject.policy.pci ? "it is to hold card data" : subject.stageOfProduction?.words
        guard let reason else { return [] }
        return subject.resources(ofType: "AWS::RDS::DBCluster").compactMap { spot, properties in
            guard subject.isAuroraCluster(spot, properties), !subject.inheritsEncryption(properties),
                subject.lacks("StorageEncrypted", in: properties), subject.lacks("KmsKeyId", in: properties)
            else { return nil }
            return spot.problem(
                "\"\(spot.key)\" is encrypted by a key of AWS's, and \(reason)",
                fix: "Set StorageEncrypted: true, with KmsKeyId for a key of your own.")
        }
    }
}
