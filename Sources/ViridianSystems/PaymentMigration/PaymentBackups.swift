import ViridianConstructs
import ViridianResources

/// Both databases, every night, for a week, in a vault with a key of ours.
struct PaymentBackups: Construct {
    var databases: PaymentDatabases.Parts
    var key: Input<ARN<KMS.Key>>

    func define(in stack: inout Stack) -> BackupPlan.Parts {
        BackupPlan(
            of: [databases.blue.cluster.arn.typed(), databases.green.cluster.arn.typed()], keptDays: 7, key: key
        ).define(in: &stack)
    }
}
