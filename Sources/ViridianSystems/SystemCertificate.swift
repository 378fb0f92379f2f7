import ViridianConstructs
import ViridianResources

extension Stack {
    /// The certificate of a system's name. In production nobody sends anything that isn't encrypted, so there it must be given; a
    /// development environment has no name, and does without.
    mutating func certificateInProduction() -> Input<ARN<ACM.Certificate>>? {
        guard environment.stage == .production else { return nil }
        return parameter(
            "Certificate", of: String.self,
            .matching(
                "^arn:[a-z-]+:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$",
                explanation: "The ARN of a certificate of ACM in this region."
            ),
            purpose: "The certificate of the service's name in ACM, which must be issued."
        ).value.typed()
    }
}
