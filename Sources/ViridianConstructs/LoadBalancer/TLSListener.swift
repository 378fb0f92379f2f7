public import ViridianResources

/// The HTTPS listener of a load balancer that stands in another stack, beside the services that it leads to.
///
/// ```swift
/// let balancer = stack.add("Balancer", Nested(LoadBalancer(in: network, onlyRedirects: true)), purpose: "Takes requests.")
/// let front = stack.add("Front", TLSListener(of: balancer, certificate: certificate.value))
/// ```
/// A service gives its listener the target groups between which a release moves, so both must be in one template.
/// Source: Elastic Load Balancing, "Create an HTTPS listener for your Application Load Balancer".
public struct TLSListener: Construct {
    /// The load balancer, which only redirects.
    public var balancer: LoadBalancer.Parts
    /// The certificate.
    public var certificate: Input<ARN<ACM.Certificate>>

    /// A listener of a load balancer.
    public init(of balancer: LoadBalancer.Parts, certificate: Input<ARN<ACM.Certificate>>) {
        self.balancer = balancer
        self.certificate = certificate
    }

    /// Adds the listener, and gives the load balancer with it.
    public func define(in stack: inout Stack) -> LoadBalancer.Parts {
        let listener = stack.add(
            "HTTPSListener",
            ElasticLoadBalancingV2.Listener.tls(on: balancer.loadBalancer, certificate: certificate, [.noService]),
            purpose: "Takes requests by HTTPS.")
        stack.output("Listener", listener.arn, purpose: "The listener whose weights a release moves.")
        return LoadBalancer.Parts(
            loadBalancer: balancer.loadBalancer, listener: listener, testListener: nil,
            securityGroup: balancer.securityGroup, network: balancer.network, url: balancer.url)
    }
}

extension ElasticLoadBalancingV2.Listener {
    static func tls(
        on balancer: Handle<ElasticLoadBalancingV2.LoadBalancer>, certificate: Input<ARN<ACM.Certificate>>,
        _ actions: [ElasticLoadBalancingV2.Action]
    ) -> Self {
        Self(
            certificates: [.init(certificateARN: certificate)], defaultActions: actions, loadBalancerARN: balancer.arn, port: 443,
            protocol: .https, sslPolicy: .tls13)
    }
}

extension ElasticLoadBalancingV2.Action {
    /// What a listener does until a service is put behind it.
    static var noService: Self { .fixedResponse(404, "There is no service here yet.") }
}
