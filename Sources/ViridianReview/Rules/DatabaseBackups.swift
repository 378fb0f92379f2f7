import ViridianTemplate

extension Rule {
    /// A database that remembers one day.
    static let databaseBackups = Rule(
        "database-backups", .medium, .reliability, .practice,
        title: "Database whose backups are off or kept for one day",
        rationale:
            "One day is the default of a cluster. What was deleted on Friday is gone on Monday, with no point in time "
            + "to return to.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
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
                Properties: {Engine: postgres, ↓BackupRetentionPeriod: 0}
              Files:
                Type: AWS::Backup::BackupSelection
                Properties: {BackupPlanId: plan, BackupSelection: {SelectionName: files, Resources: [!GetAtt Disk.Arn]}}
              Disk:
                Type: AWS::EFS::FileSystem
            """
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, BackupRetentionPeriod: 7}
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: !Ref Cluster}
            """,
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              Other:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              Named:
                Type: AWS::Backup::BackupSelection
                Properties: {BackupPlanId: plan, BackupSelection: {SelectionName: one, Resources: [!GetAtt Cluster.DBClusterArn]}}
              Tagged:
                Type: AWS::Backup::BackupSelection
                Properties: {BackupPlanId: plan, BackupSelection: {SelectionName: all, ListOfTags: !Ref Tags}}
            """,
        ]
    ) { subject in
        let selections = subject.resources(ofType: "AWS::Backup::BackupSelection").map(\.spot)
        return subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").compactMap { spot, properties in
            let inherits = subject.isMemberOfCluster(spot, properties) || properties?["SourceDBInstanceIdentifier"] != nil
            guard !inherits, !selections.contains(where: { subject.mayCover($0, spot.key) }) else { return nil }
            if subject.lacks("BackupRetentionPeriod", in: properties) {
                return spot.problem(
                    "backups of \"\(spot.key)\" are kept for one day", fix: "Set BackupRetentionPeriod: 7 or more.")
            }
            guard let days = subject.number("BackupRetentionPeriod", in: properties), days < 2 else { return nil }
            return properties?["BackupRetentionPeriod"]?.problem(
                "backups of \"\(spot.key)\" are kept for \(days) day\(days == 1 ? "" : "s")", fix: "Keep them for 7 days or more."
            )
        }
    }
}

extension Subject {
    /// Whether a backup selection may take a database: it names it, chooses by tags, or names something from outside.
    fileprivate func mayCover(_ selection: Spot, _ database: String) -> Bool {
        let selected = selection["Properties"]?["BackupSelection"]
        if names(in: selection).contains(database) || selected.map({ lacks("ListOfTags", in: $0) }) == false { return true }
        let resources = items("Resources", in: selected)
        return (resources.isEmpty && !lacks("Resources", in: selected))
            || resources.contains { resource in
                names(in: resource.spot).isEmpty
            }
    }
}
