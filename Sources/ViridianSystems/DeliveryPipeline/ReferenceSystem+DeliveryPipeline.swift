import ViridianTemplate

extension ReferenceSystem {
    /// Case 2.
    public static let deliveryPipeline = ReferenceSystem(
        "delivery-pipeline", "A pipeline from a commit to production, by CodeDeploy", format: .yaml, DeliveryPipeline())
}
