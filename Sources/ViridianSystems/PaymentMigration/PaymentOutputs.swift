import ViridianConstructs
import ViridianResources

/// What people look for when they have deployed the migration: all of it in one place, whichever stack it is in.
struct PaymentOutputs {
    var network: Network.Parts
    var databases: PaymentDatabases.Parts
    var replication: DatabaseReplication.Parts
    var configuration: ConfigurationParameters.Parts
    var balancers: PaymentBalancers.Parts
    var services: PaymentServices.Parts
    var backups: BackupPlan.Parts
    var alerts: Handle<SNS.Topic>

    func add(to stack: inout Stack) {
        stack.output("VPC", network.vpcID, purpose: "The network.")
        stack.output("Cluster", services.cluster.name, purpose: "The cluster of both colours' tasks.")
        let colours = [
            ("Blue", databases.blue, balancers.blue, services.blue), ("Green", databases.green, balancers.green, services.green),
        ]
        for (colour, database, balancer, service) in colours {
            stack.output("\(colour)Balancer", balancer.loadBalancer.dnsName, purpose: "The address of \(colour) by itself.")
            stack.output(
                "\(colour)Database", database.cluster.endpointAddress, purpose: "Where \(colour)'s database takes changes.")
            stack.output(
                "\(colour)Secret", database.secret.secret.arn, purpose: "The secret of the owner of \(colour)'s database.")
            for (slot, handle) in service.services.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                stack.output(
                    "\(colour)\(slot.rawValue)Service", handle.name,
                    purpose: "The service of \(colour)'s \(slot.rawValue.lowercased()) version.")
            }
        }
        stack.output("ReplicationTask", replication.task.arn, purpose: "The task by which green follows blue.")
        stack.output("Configuration", configuration.path, purpose: "Where programs look up their configuration.")
        stack.output("Vault", backups.vault.name, purpose: "Where backups are kept.")
        stack.output("Alerts", alerts.arn, purpose: "The topic that alarms tell.")
    }
}
