import ViridianTemplate

extension Rule {
    /// One database for everybody.
    static let singleZoneDatabase = Rule(
        "single-zone-database", .medium, .reliability, .practice,
        title: "Database in one zone in production",
        rationale:
            "When its zone or its host fails, a single instance is away for as long as it takes to make another. "
            + "A second instance in another zone takes over within a minute.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
        failing: [
            """
            Parameters:
              Environment: {Type: String, Default: prod}
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: !Ref Cluster}
              ↓Single:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: postgres, MultiAZ: false}
            """
        ],
        passing: [
            """
            Parameters:
              Environment: {Type: String, Default: prod}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              Writer:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: !Ref Cluster}
              Reader:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: aurora-mysql, DBClusterIdentifier: !Ref Cluster}
              Pair:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: postgres, MultiAZ: true}
            """
        ]
    ) { subject in
        guard let stage = subject.stageOfProduction, !subject.hasGeneratedNames else { return [] }
        let instances = subject.resources(ofType: "AWS::RDS::DBInstance")
        func members(_ cluster: String) -> Int {
            instances.count { subject.resource(at: "DBClusterIdentifier", in: $0.properties)?.logicalID == cluster }
        }
        let clusters = subject.resources(ofType: "AWS::RDS::DBCluster").filter { members($0.spot.key) == 1 }
        let single = instances.filter { _, properties in
            let inherits = ["DBClusterIdentifier", "SourceDBInstanceIdentifier"].contains { properties?[$0] != nil }
            return !inherits && (subject.lacks("MultiAZ", in: properties) || subject.text("MultiAZ", in: properties) == "false")
        }
        return (clusters + single).map { spot, _ in
            spot.problem(
                "\"\(spot.key)\" is in one zone, and \(stage.words)",
                fix: spot["Properties"]?["Engine"]?.node.string?.hasPrefix("aurora") == true
                    ? "Add a second DBInstance to the cluster." : "Set MultiAZ: true.")
        }
    }
}
