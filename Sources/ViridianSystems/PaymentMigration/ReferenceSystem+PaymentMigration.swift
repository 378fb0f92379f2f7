import ViridianTemplate

extension ReferenceSystem {
    /// Case 4.
    public static let paymentMigration = ReferenceSystem(
        "payment-migration", "Payments on Aurora MySQL and Fargate, migrated from blue to green without a break, for PCI DSS",
        format: .json, PaymentMigration())
}
