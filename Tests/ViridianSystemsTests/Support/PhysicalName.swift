import ViridianTemplate

/// The names that resources have in AWS, where they stand beside those of other environments.
enum PhysicalName {
    /// Properties that end with `Name` and are names of something else, by type.
    private static let foreign: [String: Set<String>] = [
        "AWS::CloudWatch::Alarm": ["MetricName"],
        "AWS::CodeDeploy::DeploymentGroup": ["ApplicationName", "DeploymentConfigName"],
        "AWS::EC2::VPCEndpoint": ["ServiceName"],
        "AWS::EC2::FlowLog": ["LogGroupName"],
        "AWS::RDS::DBCluster": ["DatabaseName", "DBClusterParameterGroupName", "DBSubnetGroupName", "EngineName"],
        "AWS::RDS::DBInstance": ["DBSubnetGroupName", "DBParameterGroupName", "DBName"],
        // The name that clients use is the team's to give.
        "AWS::Route53::RecordSet": ["HostedZoneName", "Name"],
        "AWS::Route53::HostedZone": [],
        "AWS::DMS::Endpoint": ["EngineName", "DatabaseName", "ServerName"],
        "AWS::Lambda::Permission": ["FunctionName"],
        "AWS::Lambda::EventInvokeConfig": ["FunctionName"],
        "AWS::ServiceDiscovery::Service": ["Name"],
        "AWS::Backup::BackupSelection": ["SelectionName"],
    ]
    private static let others: [String: Set<String>] = [
        "AWS::RDS::DBCluster": ["DBClusterIdentifier"], "AWS::RDS::DBInstance": ["DBInstanceIdentifier"],
        "AWS::ECS::TaskDefinition": ["Family"],
        "AWS::DMS::ReplicationInstance": ["ReplicationInstanceIdentifier"],
        "AWS::DMS::ReplicationTask": ["ReplicationTaskIdentifier"],
        "AWS::DMS::Endpoint": ["EndpointIdentifier"],
        "AWS::DMS::ReplicationSubnetGroup": ["ReplicationSubnetGroupIdentifier"],
    ]

    /// DMS finds its role by this name alone, so an account has it once.
    private static let replicationRole: Node = "dms-vpc-role"

    /// The names of a resource, by property. The tag `Name` is one, too.
    static func all(of part: Part) -> [(property: String, value: String)] {
        let foreign = foreign[part.type] ?? []
        let named = part.properties.fields.filter { field in
            let isName = field.key.hasSuffix("Name") || others[part.type]?.contains(field.key) == true
            // What points at another resource is that one's name.
            guard isName, field.node != replicationRole, !foreign.contains(field.key) else { return false }
            return Pointer.all(in: field.node).isEmpty && field.node.string != nil
        }
        return named.map { ($0.key, $0.node.words) } + (part.tags["Name"].map { [("Tags.Name", $0)] } ?? [])
    }

    /// Whether a name ends with the suffix; of a domain, a label does, and of a path a part.
    static func carries(_ suffix: String, _ name: String) -> Bool {
        name.split { "./".contains($0) }.contains { $0 == suffix || $0.hasSuffix("-\(suffix)") }
    }
}
