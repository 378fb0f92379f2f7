import ViridianConstructs
import ViridianResources

/// Green follows blue: all that is there, then every change. Each row says when it came over.
struct PaymentReplication: Construct {
    var network: Network.Parts
    var databases: PaymentDatabases.Parts
    var certificates: Input<String>
    var key: Input<ARN<KMS.Key>>

    func define(in stack: inout Stack) -> DatabaseReplication.Parts {
        let instanceClass = stack.parameter(
            "ReplicationClass", default: "dms.t3.medium",
            .oneOf("dms.t3.medium", "dms.t3.large", "dms.c5.large", "dms.c5.xlarge", "dms.r5.large", "dms.r5.xlarge"),
            purpose: "The class of the machine that replicates.")
        var tables = TableMappings(schema: "payment")
        // A word behind a $ would be a column: the time is an expression of SQLite.
        tables.addColumn("replicated_at", .datetime, expression: "datetime('now')")
        return DatabaseReplication(
            from: databases.blue, to: databases.green, in: network, tables: tables, certificate: certificates,
            instanceClass: instanceClass.value, key: key
        ).define(in: &stack)
    }
}
