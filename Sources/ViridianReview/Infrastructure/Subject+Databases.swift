import ViridianTemplate

extension Subject {
    /// Whether a database is one of a cluster, which decides for it. A cluster's own `DBClusterIdentifier` is its name.
    func isMemberOfCluster(_ database: Spot, _ properties: Spot?) -> Bool {
        resources[database.key]?.type == "AWS::RDS::DBInstance" && !lacks("DBClusterIdentifier", in: properties)
    }
}
