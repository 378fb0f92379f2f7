import ViridianConstructs
import ViridianResources

/// What says that the migration should not go on: green lags behind, or a colour is ill, fails or is slow. The alarms of each
/// version stand beside its service.
struct PaymentMonitoring: Construct {
    var databases: PaymentDatabases.Parts
    var replication: DatabaseReplication.Parts
    var balancers: PaymentBalancers.Parts
    var services: PaymentServices.Parts
    var alerts: Handle<SNS.Topic>

    private var notify: [Input<String>] { [alerts.arn.typed()] }

    /// Gives what sends clients back to blue: what green does, and how far it is behind.
    func define(in stack: inout Stack) -> [Handle<CloudWatch.Alarm>] {
        let lag = stack.add("Replication", ReplicationAlarms(of: replication, lagSeconds: 60, notify: notify))
        stack.add("Blue", BalancerAlarms(of: balancers.blue, services.blue, called: "blue", notify: notify))
        let green = stack.add("Green", BalancerAlarms(of: balancers.green, services.green, called: "green", notify: notify))
        stack.add("BlueDatabase", DatabaseAlarms(for: databases.blue, connections: 200, notify: notify))
        stack.add("GreenDatabase", DatabaseAlarms(for: databases.green, connections: 200, notify: notify))
        for (name, service) in [("Blue", services.blue), ("Green", services.green)] {
            for (slot, handle) in service.services.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                stack.add(
                    "\(name)\(slot.rawValue)Tasks",
                    ServiceAlarms(
                        for: handle, in: services.cluster, called: "\(name.lowercased())'s \(slot.rawValue.lowercased()) version",
                        notify: notify))
            }
        }
        return lag + green
    }
}
