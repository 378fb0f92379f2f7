import ViridianTemplate

extension Rule {
    /// A cluster with nothing in it, or nothing beside it.
    static let clusterWithoutInstance = Rule(
        "cluster-without-instance", .high, .reliability, .practice,
        title: "Aurora cluster without an instance",
        rationale:
            "A cluster is storage and an address. Without an instance the stack is complete, and nothing answers connections.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.html",
        failing: [
            """
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
            Outputs:
              Address: {Value: !GetAtt Cluster.Endpoint.Address}
            """
        ],
        passing: [
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql}
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {DBClusterIdentifier: !Ref Cluster, Engine: aurora-postgresql, DBInstanceClass: db.t4g.medium}
              Old:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, EngineMode: serverless}
            """,
            """
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
            Outputs:
              ClusterForInstances: {Value: !Ref Cluster}
            """,
        ]
    ) { subject in
        let members = subject.resources(ofType: "AWS::RDS::DBInstance").reduce(into: Set<String>()) {
            $0.formUnion(subject.names(in: $1.spot))
        }
        // Only who knows its identifier can add an instance elsewhere; an address helps nobody to do so.
        let identified = subject.identifiedNames
        return subject.resources(ofType: "AWS::RDS::DBCluster").filter { spot, properties in
            ["aurora-mysql", "aurora-postgresql"].contains(subject.text("Engine", in: properties))
                && (subject.lacks("EngineMode", in: properties) || subject.text("EngineMode", in: properties) == "provisioned")
                && !members.contains(spot.key) && !identified.contains(spot.key)
        }.map { spot, _ in
            spot.problem(
                "\"\(spot.key)\" has no instance that answers", fix: "Add an AWS::RDS::DBInstance with its DBClusterIdentifier.")
        }
    }
}
