import ViridianConstructs
import ViridianResources

/// The two databases. Blue holds the payments, and green follows it; both write down every change of a row, so that the
/// replication can be turned around when the migration has to go back.
struct PaymentDatabases: Construct {
    var network: Network.Parts
    var security: PaymentSecurity.Parts

    struct Parts: Sendable {
        let blue: AuroraCluster.Parts
        let green: AuroraCluster.Parts
    }

    func define(in stack: inout Stack) -> Parts {
        let isProduction = stack.environment.stage == .production
        let instanceClass = stack.parameter(
            "DatabaseClass", default: "db.t3.medium",
            .oneOf(
                "db.t3.medium", "db.r5.large", "db.r5.xlarge", "db.r6g.large", "db.r6g.xlarge", "db.r6g.2xlarge", "db.r6g.4xlarge"
            ),
            purpose: "The class of the databases' instances.")
        let count = stack.parameter(
            "DatabaseInstances", default: isProduction ? "2" : "1", .oneOf("1", "2"),
            purpose: "The instances of each database: with two, a reader in another zone takes over when the writer fails.")
        let hasReader = stack.condition("HasReader", .equals(count.value, "2"))
        func database(_ colour: String, _ passwords: PaymentSecurity.Passwords, in stack: inout Stack) -> AuroraCluster.Parts {
            let database = stack.add(
                colour,
                AuroraCluster(
                    .mysql(), in: network, key: security.dataKey.arn, databaseName: "payment", instanceClass: instanceClass.value,
                    instances: 1, backupDays: 7, replicates: true, extraReader: hasReader, secret: passwords.owner,
                    enhancedMonitoring: true))
            stack.add("\(colour)Owner", SecretRotation(of: passwords.owner, in: database, network: network, days: 30))
            stack.add("\(colour)Service", SecretRotation(of: passwords.service, in: database, network: network, days: 30))
            return database
        }
        return Parts(blue: database("Blue", security.blue, in: &stack), green: database("Green", security.green, in: &stack))
    }
}
