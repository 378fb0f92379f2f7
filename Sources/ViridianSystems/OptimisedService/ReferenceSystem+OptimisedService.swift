import ViridianTemplate

extension ReferenceSystem {
    /// Case 5.
    public static let optimisedService = ReferenceSystem(
        "optimised-service", "One API on Fargate, in a network that is there", format: .yaml, OptimisedService())
}
