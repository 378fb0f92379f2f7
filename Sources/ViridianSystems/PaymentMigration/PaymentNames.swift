import ViridianConstructs
import ViridianResources

/// One name, and a record for each colour's load balancer. Its weights are the migration.
struct PaymentNames: Construct {
    var domain: Input<String>
    var zone: Input<ID<Route53.HostedZone>>
    var balancers: PaymentBalancers.Parts

    func define(in stack: inout Stack) -> [Handle<Route53.RecordSet>] {
        stack.add("Migration", WeightedDNS(domain, in: zone, blue: balancers.blue, green: balancers.green))
    }
}
