import Viridian

extension ConstructSample {
    /// MySQL that others follow, with users who take turns.
    static let mysql = ConstructSample("mysql") { stack in
        let network = stack.add("Network", Network(zones: 2, isolated: true))
        let key = stack.add("Key", EncryptionKey("Encrypts the shop's data", services: [.logs, .alarms]))
        let database = stack.add("Database", AuroraCluster(.mysql(), in: network, key: key.arn, replicates: true))
        let app = stack.add("App", SecretStore(user: "app", key: key.arn, superuser: database.secret))
        stack.add("Rotation", SecretRotation(of: app, in: database, network: network))
    }

    /// PostgreSQL without a key of one's own, whose one user's password changes.
    static let postgreSQL = ConstructSample("postgresql") { stack in
        let network = stack.add("Network", Network(zones: 3))
        let database = stack.add("Database", AuroraCluster(.postgreSQL(), in: network, instances: 3))
        stack.add("Rotation", SecretRotation(of: database.secret, in: database, network: network))
        let topic = stack.add("Alerts", SNS.Topic())
        stack.add("Alarms", DatabaseAlarms(for: database, connections: 200, notify: [topic.arn.typed()]))
    }
}

extension ConstructSample {
    /// Blue is followed by green, clients move by name, and both are backed up.
    static let migration = ConstructSample("migration") { stack in
        let network = stack.add("Network", Network(zones: 2))
        let key = stack.add("Key", EncryptionKey("Encrypts payments", services: [.logs]))
        let blue = stack.add("Blue", AuroraCluster(.mysql(), in: network, key: key.arn, replicates: true))
        let green = stack.add("Green", AuroraCluster(.mysql(), in: network, key: key.arn))
        let bundle = stack.parameter(
            "Certificates", of: String.self, .matching("^arn:.+$", explanation: "The ARN of a certificate of DMS."),
            purpose: "AWS's certificates, as imported into DMS.")
        var tables = TableMappings(schema: "payment")
        tables.addColumn("replicated_at", .datetime, expression: "datetime('now')")
        stack.add(
            "Replication",
            DatabaseReplication(
                from: blue, to: green, in: network, tables: tables, certificate: bundle.value, key: key.arn))
        stack.add(
            "Backups",
            BackupPlan(of: [blue.cluster.arn.typed(), green.cluster.arn.typed()], keptDays: 7, key: key.arn))
        let zone = stack.parameter("Zone", of: ID<Route53.HostedZone>.self, purpose: "The zone of example.org.")
        let old = stack.add("OldBalancer", LoadBalancer(in: network))
        let new = stack.add("NewBalancer", LoadBalancer(in: network))
        stack.add("Name", WeightedDNS("pay.example.org", in: zone.value, blue: old, green: new))
        stack.add("Configuration", ConfigurationParameters(["currency": "EUR", "orders/limit": "50"]))
    }
}
