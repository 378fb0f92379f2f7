public import ViridianResources
import ViridianTemplate

/// An application load balancer in the public subnets. With a certificate it speaks HTTPS, and HTTP is sent there.
///
/// The listener belongs to the service behind it, since its default action carries the weights.
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html>
public struct LoadBalancer: Construct {
    /// What others may refer to.
    public struct Added: Sendable {
        /// The name under which it was added.
        public let id: String
        /// The load balancer itself.
        public let balancer: Handle<ElasticLoadBalancingV2.LoadBalancer>
        /// From which tasks accept connections.
        public let securityGroup: Handle<EC2.SecurityGroup>
        /// Where it stands.
        public let network: Network.Added
        /// The certificate of its listener.
        public let certificate: Input<String>?

        /// Where people find it.
        public var url: Input<String> { certificate == nil ? "http://\(balancer.dnsName)" : "https://\(balancer.dnsName)" }
    }

    /// Where it stands.
    public var network: Network.Added
    /// The ARN of a certificate of ACM in the same region.
    public var certificate: Input<String>?

    /// A balancer in a network's public subnets.
    public init(in network: Network.Added, certificate: Input<String>? = nil) {
        self.network = network
        self.certificate = certificate
    }

    public func add(to stack: inout Stack, id: String) -> Added {
        if network.publicSubnets.count < 2 { stack.report("a load balancer needs subnets in at least 2 zones") }
        let ports: [Int] = certificate == nil ? [80] : [80, 443]
        let group = stack.add(
            "\(id)SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "Who may reach the load balancer", vpcID: network.vpc.ref,
                securityGroupIngress: ports.map { port in
                    .init(
                        ipProtocol: "tcp", fromPort: Input(port), toPort: Input(port), cidrIp: "0.0.0.0/0",
                        description: port == 80 ? "HTTP from everywhere" : "HTTPS from everywhere")
                }),
            purpose: "Lets everybody reach the load balancer, and nothing else")
        let isProtected = stack.environment.stage == .production
        let balancer = stack.add(
            id,
            ElasticLoadBalancingV2.LoadBalancer(
                name: "\(id.lowercased())-\(stack.suffix)", type: "application", scheme: .internetFacing,
                subnets: network.publicSubnets.map(\.ref), securityGroups: [group.ref],
                loadBalancerAttributes: [
                    .init(key: "deletion_protection.enabled", value: isProtected ? "true" : "false"),
                    .init(key: "routing.http.drop_invalid_header_fields.enabled", value: "true"),
                ]),
            purpose: "The one address of the service", dependsOn: [network.internet])
        if certificate != nil { addRedirect(to: &stack, id: id, balancer: balancer) }
        return Added(id: id, balancer: balancer, securityGroup: group, network: network, certificate: certificate)
    }

    private func addRedirect(
        to stack: inout Stack, id: String, balancer: Handle<ElasticLoadBalancingV2.LoadBalancer>
    ) {
        stack.add(
            "\(id)Redirect",
            ElasticLoadBalancingV2.Listener(
                loadBalancerARN: balancer.ref, port: 80, protocol: .http,
                defaultActions: [
                    .init(type: .redirect, redirectConfig: .init(protocol: "HTTPS", port: "443", statusCode: "HTTP_301"))
                ]),
            purpose: "Sends HTTP to HTTPS")
    }
}
