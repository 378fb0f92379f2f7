import ViridianTemplate

extension Rule {
    /// A cluster-mode replication group that can not fail over.
    static let replicationGroupFailover = Rule(
        "replication-group-failover", .high, .deployment, .aws,
        title: "Cluster-mode replication group that can't fail over",
        rationale:
            "With cluster-enabled in its parameter group a replication group needs automatic failover and more "
            + "than one node; ElastiCache refuses it otherwise.",
        page: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html",
        failing: [
            """
            Resources:
              Parameters:
                Type: AWS::ElastiCache::ParameterGroup
                Properties:
                  CacheParameterGroupFamily: redis7
                  Description: cluster
                  Properties: {cluster-enabled: "yes"}
              Group:
                Type: AWS::ElastiCache::ReplicationGroup
                Properties:
                  ReplicationGroupDescription: cache
                  AutomaticFailoverEnabled: false
                  NumCacheClusters: 2
                  CacheParameterGroupName: ↓!Ref Parameters
            """
        ],
        passing: [
            """
            Resources:
              Parameters:
                Type: AWS::ElastiCache::ParameterGroup
                Properties:
                  CacheParameterGroupFamily: redis7
                  Description: cluster
                  Properties: {cluster-enabled: "yes"}
              Group:
                Type: AWS::ElastiCache::ReplicationGroup
                Properties:
                  ReplicationGroupDescription: cache
                  AutomaticFailoverEnabled: true
                  NumNodeGroups: 2
                  CacheParameterGroupName: !Ref Parameters
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ElastiCache::ReplicationGroup").flatMap { _, properties -> [Problem] in
            guard let properties, let group = properties["CacheParameterGroupName"] else { return [] }
            return subject.branches(of: group).compactMap { branch in
                guard case .ref(let name)? = branch.spot.node.function, let values = settings(of: name, subject) else {
                    return nil
                }
                let isCluster = subject.values(of: values, in: branch.scenario).contains { $0.spot.node.text == "yes" }
                guard isCluster else { return nil }
                return problem(with: properties, branch, subject)
            }
        }
    }

    private static func settings(of name: String, _ subject: Subject) -> Spot? {
        subject.resources[name].flatMap { subject.spot($0)["Properties"]?["Properties"]?["cluster-enabled"] }
    }

    private static func problem(with properties: Spot, _ group: Possibility, _ subject: Subject) -> Problem? {
        func texts(_ key: String) -> [String?]? {
            properties[key].map { subject.branches(of: $0, in: group.scenario).map(\.spot.node.text) }
        }
        let isOff = texts("AutomaticFailoverEnabled")?.contains { $0?.lowercased() == "false" } ?? false
        let nodes = texts("NumCacheClusters").map { $0.compactMap { $0.flatMap { Int($0) } }.min() ?? 2 } ?? 0
        let hasShards = ["NumNodeGroups", "ReplicasPerNodeGroup", "NodeGroupConfiguration"].contains { properties[$0] != nil }
        let isAlone = !hasShards && nodes <= 1
        guard isOff || isAlone else { return nil }
        let what = isOff ? "automatic failover" : "more than one node"
        return Problem(
            "a group in cluster mode needs \(what)", at: group.spot.place,
            fix: "Set AutomaticFailoverEnabled, and NumCacheClusters to 2 or more.")
    }
}
