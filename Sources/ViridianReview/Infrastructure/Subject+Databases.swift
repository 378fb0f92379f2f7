import ViridianTemplate

extension Subject {
    /// Whether a database is one of a cluster, which decides for it. A cluster's own `DBClusterIdentifier` is its name.
    func isMemberOfCluster(_ database: Spot, _ properties: Spot?) -> Bool {
        resources[database.key]?.type == "AWS::RDS::DBInstance" && !lacks("DBClusterIdentifier", in: properties)
    }

    /// Whether a database is encrypted as what it is made from: a snapshot, a source, a global cluster.
    func inheritsEncryption(_ properties: Spot?) -> Bool {
        [
            "SnapshotIdentifier", "DBSnapshotIdentifier", "SourceDBInstanceIdentifier",
            "SourceDBClusterIdentifier", "DBClusterSnapshotIdentifier", "GlobalClusterIdentifier",
        ].contains { properties?[$0] != nil }
    }

    /// Whether a database is certainly a cluster of Aurora, whose storage has been encrypted by default since 18 February 2026.
    ///
    /// Source: "Encrypting Amazon Aurora resources" in the Amazon Aurora User Guide.
    func isAuroraCluster(_ database: Spot, _ properties: Spot?) -> Bool {
        let engines = engines(of: properties)
        return resources[database.key]?.type == "AWS::RDS::DBCluster" && !engines.isEmpty
            && engines.allSatisfy { $0.hasPrefix("aurora") }
    }

    /// The engines that a database may have, as far as they are written.
    func engines(of properties: Spot?) -> [String] {
        values("Engine", in: properties).flatMap { value -> [String] in
            if let text = value.spot.node.text { return [text] }
            guard case .ref(let name)? = value.spot.node.function else { return [] }
            return parameters[name]?["AllowedValues"]?.list?.compactMap(\.text) ?? []
        }
    }
}
