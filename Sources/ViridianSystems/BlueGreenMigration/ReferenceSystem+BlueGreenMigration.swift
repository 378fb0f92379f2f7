import ViridianTemplate

extension ReferenceSystem {
    /// Case 3.
    public static let blueGreenMigration = ReferenceSystem(
        "blue-green-migration", "A service on Fargate and Aurora PostgreSQL, released blue/green together with its schema",
        format: .yaml, BlueGreenMigration())
}
