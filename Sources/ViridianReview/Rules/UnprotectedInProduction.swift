import ViridianTemplate

extension Rule {
    /// Production can be thrown away.
    static let unprotectedInProduction = Rule(
        "unprotected-in-production", .high, .reliability, .practice,
        title: "Database without protection in production",
        rationale:
            "A wrong click, a renamed stack or a replaced cluster takes the data along. Deletion protection makes "
            + "AWS refuse it; a deletion policy of Snapshot or Retain keeps what is left.",
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
        return subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").filter { spot, properties in
            guard subject.resources[spot.key]?.condition == nil, !subject.isMemberOfCluster(spot, properties) else {
                return false
            }
            let isOff =
                subject.lacks("DeletionProtection", in: properties)
                || subject.text("DeletionProtection", in: properties) == "false"
            // Without a word, AWS keeps a last snapshot.
            return isOff && spot["DeletionPolicy"]?.node.string == "Delete"
        }.map { spot, _ in
            spot.problem(
                "\"\(spot.key)\" is deleted with its data, and \(stage.words)",
                fix: "Add DeletionProtection: true, and DeletionPolicy: Snapshot.")
        }
    }
}
