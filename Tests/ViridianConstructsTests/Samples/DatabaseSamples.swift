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
    }
}
