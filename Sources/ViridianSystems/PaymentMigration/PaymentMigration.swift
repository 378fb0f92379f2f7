import ViridianConstructs
import ViridianResources

/// Payments, moved from one system to another without a break: twelve stacks inside this one, in the order in which they are
/// made.
///
/// Everything is there twice, as blue and as green: a database, a load balancer, a service. Green's database follows blue's, and
/// clients move by the weights of a name. Inside each colour, releases move between two sets of tasks.
struct PaymentMigration: StackDefinition {
    var purpose: String { "Payments on Aurora MySQL and Fargate, migrated from blue to green without a break, for PCI DSS." }
    var tags: StackTags { StackTags(project: "payment-migration", owner: "payments", costCenter: "payments") }

    func define(in stack: inout Stack) {
        let given = PaymentParameters(in: &stack)
        let security = stack.add(
            "Security", Nested(PaymentSecurity()), purpose: "Keys that are ours, and passwords that AWS makes up.")
        stack.encryptionKey = security.logKey.arn
        let alerts = stack.add(
            "Alerts", Nested(PaymentAlerts(email: given.email)), purpose: "Whom alarms tell.")
        let network = stack.add(
            "Network", Nested(PaymentNetwork(logKey: security.logKey.arn)),
            purpose: "Three zones, ways out, and private ways to services of AWS.")
        let databases = stack.add(
            "Database", Nested(PaymentDatabases(network: network, security: security)),
            purpose: "Blue's and green's Aurora MySQL, whose passwords change every 30 days.")
        let replication = stack.add(
            "Replication",
            Nested(
                PaymentReplication(
                    network: network, databases: databases, certificates: given.certificates, key: security.dataKey.arn)),
            purpose: "Lets green's database follow blue's by DMS.")
        let configuration = stack.add(
            "Configuration", Nested(PaymentConfiguration(databases: databases, domain: given.domain)),
            purpose: "What programs look up in Systems Manager.")
        let balancers = stack.add(
            "Balancer", Nested(PaymentBalancers(network: network)), purpose: "A load balancer for each colour.")
        let services = stack.add(
            "Compute",
            Nested(
                PaymentServices(
                    network: network, security: security, databases: databases, configuration: configuration,
                    balancers: balancers, certificate: given.certificate, alerts: alerts)),
            purpose: "Blue's and green's tasks on Fargate, and how requests are divided between their versions.")
        stack.add(
            "DNS", Nested(PaymentNames(domain: given.domain, zone: given.zone, balancers: balancers)),
            purpose: "One name for both load balancers, by weight.")
        let monitoring = stack.add(
            "Monitoring",
            Nested(
                PaymentMonitoring(
                    databases: databases, replication: replication, balancers: balancers, services: services, alerts: alerts)),
            purpose: "Tells when green lags behind, and when a colour is ill, fails or is slow.")
        stack.add(
            "Automation",
            Nested(
                PaymentAutomation(
                    domain: given.domain, zone: given.zone, alarms: monitoring, alerts: alerts, key: security.logKey.arn)),
            purpose: "Moves clients from blue to green step by step, and back.")
        let backups = stack.add(
            "Backup", Nested(PaymentBackups(databases: databases, key: security.dataKey.arn)),
            purpose: "Backs up both databases into an encrypted vault.")
        let outputs = PaymentOutputs(
            network: network, databases: databases, replication: replication, configuration: configuration, balancers: balancers,
            services: services, backups: backups, alerts: alerts)
        outputs.add(to: &stack)
        stack.output("Address", "https://\(given.domain)" as Input<String>, purpose: "Where clients find the service.")
    }
}
