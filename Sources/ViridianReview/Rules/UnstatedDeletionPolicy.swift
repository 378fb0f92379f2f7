import ViridianTemplate

extension Rule {
    /// What stays when the stack goes?
    static let unstatedDeletionPolicy = Rule(
        "unstated-deletion-policy", .low, .operations, .practice,
        title: "Database that doesn't say what happens to it when the stack is deleted",
        rationale:
            "The default differs: a cluster and a single instance leave a snapshot behind, which costs money and "
            + "is found by nobody, and everything else is gone. Whoever writes the policy has thought about it.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
        failing: [
            """
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql}
            """
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                DeletionPolicy: Delete
                Properties: {Engine: aurora-postgresql}
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-postgresql, DBClusterIdentifier: !Ref Cluster}
            """
        ]
    ) { subject in
        guard subject.stageOfProduction == nil else { return [] }
        return subject.resources(ofType: "AWS::RDS::DBCluster", "AWS::RDS::DBInstance").filter { spot, properties in
            spot["DeletionPolicy"] == nil && subject.lacks("DBClusterIdentifier", in: properties)
        }.map { spot, _ in
            spot.problem(
                "\"\(spot.key)\" leaves a snapshot behind, which is the default",
                fix: "Add DeletionPolicy: Delete where everything must go, Snapshot or Retain in production.")
        }
    }
}
