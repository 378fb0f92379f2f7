import ViridianTemplate

extension Rule {
    /// Production can be thrown away.
    static let unprotectedInProduction = Rule(
        "unprotected-in-production", .high, .reliability, .practice,
        title: "Database without protection in production",
        rationale:
            "A wrong click, a renamed stack or a replaced cluster takes the data along. Deletion protection makes "
            + "AWS refuse it; a deletion policy of Snapshot or Retain keeps what is left, and only where a stack deletes: then "
            + "the lack of protection is medium.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_DeleteCluster.html",
        failing: [
            """
            Parameters:
              Environment: {Type: String, Default: production}
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Delete
                Properties: {Engine: aurora-postgresql}
              ↓Named:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Delete
                Properties: {Engine: aurora-postgresql, DBClusterIdentifier: shop}
              ↓Kept:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Snapshot
                Properties: {Engine: aurora-postgresql, DeletionProtection: false}
            """
        ],
        passing: [
            """
            Parameters:
              Environment: {Type: String, Default: production}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Snapshot
                Properties: {Engine: aurora-postgresql, DeletionProtection: true}
              Kept:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Retain
                Properties: {Engine: aurora-postgresql}
            """,
            """
            Parameters:
              Environment: {Type: String, Default: dev}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Delete
                Properties: {Engine: aurora-postgresql}
            """,
        ]
    ) { subject in
        guard let stage = subject.stageOfProduction else { return [] }
        return subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").compactMap { spot, properties in
            guard subject.resources[spot.key]?.condition == nil, !subject.isMemberOfCluster(spot, properties),
                subject.lacks("DeletionProtection", in: properties)
                    || subject.text("DeletionProtection", in: properties) == "false"
            else { return nil }
            let policy = spot["DeletionPolicy"]
            if policy?.node.string == "Delete" {
                return spot.problem(
                    "\"\(spot.key)\" is deleted with its data, and \(stage.words)",
                    fix: "Add DeletionProtection: true, and DeletionPolicy: Snapshot.")
            }
            // Without a word, AWS keeps a last snapshot.
            guard policy == nil || policy?.node.string == "Snapshot" else { return nil }
            return spot.problem(
                "\"\(spot.key)\" can be deleted at any time, and \(stage.words)",
                fix: "Add DeletionProtection: true: a last snapshot keeps the data, not the service."
            ).graded(.medium)
        }
    }
}
