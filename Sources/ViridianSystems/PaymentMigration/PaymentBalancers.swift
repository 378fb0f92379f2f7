import ViridianConstructs
import ViridianResources

/// A load balancer for each colour: two records that led to the same one would shift nothing. Their HTTPS listeners stand beside
/// the services that they lead to. In production every request is noted.
struct PaymentBalancers: Construct {
    var network: Network.Parts

    struct Parts: Sendable {
        let blue: LoadBalancer.Parts
        let green: LoadBalancer.Parts
    }

    func define(in stack: inout Stack) -> Parts {
        let logs = stack.environment.stage == .production ? stack.add("AccessLogs", AccessLogs(keptDays: 365)) : nil
        return Parts(
            blue: stack.add("Blue", LoadBalancer(in: network, accessLogs: logs, onlyRedirects: true)),
            green: stack.add("Green", LoadBalancer(in: network, accessLogs: logs, onlyRedirects: true)))
    }
}
