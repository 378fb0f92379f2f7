public import ViridianResources

/// One name for two load balancers, divided by weight: how a migration moves from the one to the other.
///
/// ```swift
/// stack.add("Name", WeightedDNS("pay.example.org", in: zone.value, blue: old, green: new))
/// ```
///
/// Weights are parameters, and begin with everything at blue. Beware: when all weights are zero, Route 53 divides equally, unlike
/// a load balancer. Clients keep an answer for a minute, so a change takes as long. The health of targets is not looked at: an
/// idle colour without targets would count as ill. Source: Amazon Route 53 Developer Guide, "Weighted routing".
public struct WeightedDNS: Construct {
    /// The name.
    public var name: Input<String>
    /// The zone in which the name is.
    public var zone: Input<ID<Route53.HostedZone>>
    /// Where each colour's requests go.
    public var blue: LoadBalancer.Parts
    /// Where each colour's requests go.
    public var green: LoadBalancer.Parts

    /// A name for two load balancers.
    public init(
        _ name: Input<String>, in zone: Input<ID<Route53.HostedZone>>, blue: LoadBalancer.Parts, green: LoadBalancer.Parts
    ) {
        self.name = name
        self.zone = zone
        self.blue = blue
        self.green = green
    }

    /// Adds the name's two records.
    public func define(in stack: inout Stack) -> [Handle<Route53.RecordSet>] {
        if blue.loadBalancer == green.loadBalancer {
            stack.report(
                .invalidValue, "both records of a name lead to one load balancer, and shift nothing",
                advice: "Give each colour a LoadBalancer of its own.")
        }
        let records = [(BlueGreenService.Colour.blue, blue, 100), (.green, green, 0)].map { colour, balancer, share in
            let weight = stack.parameter(
                "\(stack.constructName)\(colour.rawValue)Weight", default: share, .range(0...255),
                purpose: "The share of clients that find \(colour.word) under the name.")
            return stack.add(
                "\(colour.rawValue)Record",
                Route53.RecordSet(
                    aliasTarget: .init(
                        dnsName: balancer.loadBalancer.dnsName, evaluateTargetHealth: false,
                        hostedZoneID: balancer.loadBalancer.canonicalHostedZoneID),
                    hostedZoneID: zone, name: name, setIdentifier: Input(colour.word), type: "A", weight: weight.value),
                purpose: "Leads clients to \(colour.word), by weight.")
        }
        stack.output("Name", name, purpose: "The name that clients use.")
        return records
    }
}
