import ViridianTemplate

extension Rule {
    /// A replication of changes that the source doesn't write down.
    static let cdcPrerequisites = Rule(
        "cdc-prerequisites", .high, .deployment, .practice,
        title: "Change data capture from a cluster that doesn't log its changes",
        rationale:
            "DMS reads the changes from the binary log or from logical replication, and both are off by default. The full load "
            + "succeeds, and then the task fails. The setting is the cluster's and needs a restart of the writer.",
        page: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MySQL.html",
        failing: [
            """
            Resources:
              ↓Blue:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              Source:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: source, EngineName: aurora, ServerName: !GetAtt Blue.Endpoint.Address}
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, SourceEndpointArn: !Ref Source}
            """,
            """
            Resources:
              Settings:
                Type: AWS::RDS::DBClusterParameterGroup
                Properties: {Family: aurora-mysql8.0, ↓Parameters: {max_connections: "500"}}
              Blue:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, DBClusterParameterGroupName: !Ref Settings}
              Source:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: source, EngineName: aurora, ServerName: !GetAtt Blue.Endpoint.Address}
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, SourceEndpointArn: !Ref Source}
            """,
        ],
        passing: [
            """
            Resources:
              Settings:
                Type: AWS::RDS::DBClusterParameterGroup
                Properties: {Family: aurora-mysql8.0, Parameters: {binlog_format: ROW}}
              Blue:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, DBClusterParameterGroupName: !Ref Settings}
              Source:
                Type: AWS::DMS::Endpoint
                Properties: {EndpointType: source, EngineName: aurora, ServerName: !GetAtt Blue.Endpoint.Address}
              Task:
                Type: AWS::DMS::ReplicationTask
                Properties: {MigrationType: full-load-and-cdc, SourceEndpointArn: !Ref Source}
            """
        ]
    ) { subject in
        let wanted = ["aurora-mysql": ("binlog_format", "ROW"), "aurora-postgresql": ("rds.logical_replication", "1")]
        var reported: Set<String> = []
        return subject.resources(ofType: "AWS::DMS::ReplicationTask").flatMap { _, properties -> [Problem] in
            guard subject.text("MigrationType", in: properties)?.contains("cdc") == true,
                let source = subject.resource(at: "SourceEndpointArn", in: properties)
            else { return [] }
            return subject.names(in: subject.spot(source)).sorted().compactMap { name in
                guard let cluster = subject.resources[name], cluster.type == "AWS::RDS::DBCluster" else { return nil }
                let spot = subject.spot(cluster)
                guard let (parameter, value) = wanted[subject.text("Properties.Engine", in: spot) ?? ""],
                    let place = place(lacking: parameter, spot, subject), reported.insert(name).inserted
                else { return nil }
                return Problem(
                    "\"\(name)\" is the source of change data capture and doesn't set \(parameter)", at: place,
                    fix: "Set \(parameter): \(value) in its DBClusterParameterGroup.")
            }
        }
    }

    /// Where a parameter is missing: in the cluster's parameter group, or at the cluster that has none.
    private static func place(lacking parameter: String, _ cluster: Spot, _ subject: Subject) -> Place? {
        if subject.lacks("Properties.DBClusterParameterGroupName", in: cluster) { return cluster.keyPlace }
        guard let group = subject.resource(at: "Properties.DBClusterParameterGroupName", in: cluster),
            let spot = subject.spot(group)["Properties"]?["Parameters"], let parameters = spot.node.object
        else { return nil }
        return parameters[parameter] == nil && parameters["Fn::Transform"] == nil ? spot.keyPlace : nil
    }
}
