import ViridianTemplate

extension Rule {
    /// A database that tells nobody who was there.
    static let missingAuditExport = Rule(
        "missing-audit-export", .medium, .security, .practice,
        title: "Database without audit logs where the policy says pci",
        rationale:
            "Where card data is handled, each access to it has to be recorded (PCI DSS 10.2.1). Aurora writes an "
            + "audit log, and keeps it only where it is exported to CloudWatch Logs.",
        page: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Auditing.html",
        failing: [
            """
            # viridian.yml: {pci: true}
            Resources:
              ↓Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql}
              Other:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, ↓EnableCloudwatchLogsExports: [error]}
            """
        ],
        passing: [
            """
            # viridian.yml: {pci: true}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, EnableCloudwatchLogsExports: [audit, error]}
              Other:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-postgresql, EnableCloudwatchLogsExports: [postgresql]}
            """
        ]
    ) { subject in
        guard subject.policy.pci else { return [] }
        let wanted = ["aurora-mysql": "audit", "aurora-postgresql": "postgresql", "mysql": "audit", "postgres": "postgresql"]
        return subject.resources(ofType: "AWS::RDS::DBCluster").compactMap { spot, properties in
            guard let log = wanted[subject.text("Engine", in: properties) ?? ""] else { return nil }
            let fix = "Add EnableCloudwatchLogsExports: [\(log)]."
            let message = "the log \"\(log)\" of \"\(spot.key)\" is not exported"
            if subject.lacks("EnableCloudwatchLogsExports", in: properties) { return spot.problem(message, fix: fix) }
            let exported = subject.items("EnableCloudwatchLogsExports", in: properties).map(\.spot.node.text)
            guard !exported.isEmpty, !exported.contains(nil), !exported.contains(log) else { return nil }
            return properties?["EnableCloudwatchLogsExports"]?.problem(message, fix: fix)
        }
    }
}
