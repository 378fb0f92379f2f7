/// What an Aurora cluster speaks.
///
/// Versions grow old in months: name another where AWS has newer ones.
public enum AuroraEngine: Hashable, Sendable {
    /// MySQL.
    case mysql(version: String = "8.0.mysql_aurora.3.10.4")
    /// PostgreSQL.
    case postgreSQL(version: String = "16.11")

    /// AWS's word.
    var name: String { isMySQL ? "aurora-mysql" : "aurora-postgresql" }
    var isMySQL: Bool { if case .mysql = self { true } else { false } }
    var port: Int { isMySQL ? 3306 : 5432 }

    var version: String {
        switch self {
        case .mysql(let version), .postgreSQL(let version): version
        }
    }

    /// `aurora-mysql8.0`, `aurora-postgresql16`
    var family: String {
        let parts = version.split(separator: ".")
        return name + (isMySQL ? parts.prefix(2).joined(separator: ".") : String(parts.first ?? ""))
    }

    /// Logs that go to CloudWatch.
    var logs: [String] { isMySQL ? ["audit", "error", "slowquery"] : ["postgresql"] }

    /// Settings: nothing without TLS, who connects is written down, and, for replication, every change of a row.
    ///
    /// Source: Amazon Aurora User Guide, "Security with Amazon Aurora MySQL", "Using Advanced Auditing"; AWS DMS User Guide,
    /// "Using a MySQL-compatible database as a source", "Using a PostgreSQL database as a source".
    func parameters(replicates: Bool) -> [String: String] {
        if isMySQL {
            let audit = ["server_audit_logging": "1", "server_audit_events": "CONNECT,QUERY_DCL,QUERY_DDL"]
            let binlog = ["binlog_checksum": "NONE", "binlog_format": "ROW", "binlog_row_image": "FULL"]
            return ["require_secure_transport": "ON"].merging(audit) { $1 }.merging(replicates ? binlog : [:]) { $1 }
        }
        // Without a word from us, older versions keep passwords as MD5. Source: Amazon Aurora User Guide, "Using SCRAM for
        // PostgreSQL password encryption".
        let own = ["log_connections": "1", "password_encryption": "scram-sha-256", "rds.force_ssl": "1"]
        return own.merging(replicates ? ["rds.logical_replication": "1"] : [:]) { $1 }
    }
}
