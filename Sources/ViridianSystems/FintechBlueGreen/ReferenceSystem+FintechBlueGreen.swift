import ViridianTemplate

extension ReferenceSystem {
    /// Case 1.
    public static let fintechBlueGreen = ReferenceSystem(
        "fintech-blue-green", "Microservices on EC2 capacity, two colours behind one load balancer", format: .json,
        FintechBlueGreen())
}
