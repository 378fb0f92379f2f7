import ViridianConstructs
import ViridianResources

/// What must be there before the migration is, and is given to it.
struct PaymentParameters {
    let certificate: Input<ARN<ACM.Certificate>>
    let certificates: Input<String>
    let domain: Input<String>
    let email: Parameter<String>
    let zone: Input<ID<Route53.HostedZone>>

    init(in stack: inout Stack) {
        domain =
            stack.parameter(
                "DomainName", of: String.self,
                .matching(
                    #"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$"#, length: 4...253,
                    explanation: "A name in the hosted zone, such as pay.example.org."),
                purpose: "The name under which clients find the service."
            ).value
        zone =
            stack.parameter(
                "HostedZone", of: ID<Route53.HostedZone>.self, purpose: "The zone of the name, which must be there."
            ).value
        certificate =
            stack.parameter(
                "Certificate", of: String.self,
                .matching("^arn:[a-z-]+:acm:.+$", explanation: "The ARN of a certificate of ACM in this region."),
                purpose: "The certificate of the name, which must be issued."
            ).value.typed()
        certificates =
            stack.parameter(
                "DatabaseCertificates", of: String.self,
                .matching("^arn:[a-z-]+:dms:.+:cert:.+$", explanation: "The ARN of a certificate of DMS in this region."),
                purpose: "AWS's certificates for databases, which somebody has imported into DMS."
            ).value
        email = stack.parameter(
            "AlarmEmail", default: "",
            .matching("^$|^[^@ ]+@[^@ ]+$", explanation: "An address of e-mail, or nothing."),
            purpose: "Whom alarms tell; its owner confirms once. Without an address nobody is told.")
    }
}
