public import ViridianResources

/// An Application Load Balancer with its listener and security group.
///
/// ```swift
/// let balancer = stack.add("Balancer", LoadBalancer(in: network))
/// stack.output("Address", balancer.url)
/// ```
///
/// Until a service is put behind it, it answers 404. With a certificate it takes HTTPS, and sends HTTP there.
/// Source: Elastic Load Balancing, "Application Load Balancers" and "Listeners for your Application Load Balancers".
public struct LoadBalancer: Construct {
    /// Where it stands.
    public var network: Network.Parts
    /// The certificate with which it takes HTTPS.
    public var certificate: Input<ARN<ACM.Certificate>>?
    /// Who may ask it.
    public var access: Access
    /// A port on which testers see a new version before anybody else does.
    public var testPort: TestPort?
    /// The bucket in which it notes every request.
    public var accessLogs: AccessLogs.Parts?
    /// Whether its HTTPS listener is added elsewhere, as a ``TLSListener``: then it only sends clients there.
    public var onlyRedirects: Bool

    /// Who may ask a load balancer.
    public enum Access: Hashable, Sendable {
        /// Everybody.
        case internet
        /// Only what is inside the network.
        case network
    }

    /// What others need of a load balancer.
    public struct Parts: Hashable, Sendable {
        /// The load balancer itself.
        public let loadBalancer: Handle<ElasticLoadBalancingV2.LoadBalancer>
        /// The listener behind which services are put.
        public let listener: Handle<ElasticLoadBalancingV2.Listener>
        /// The listener on which testers see a new version, if there is one.
        public let testListener: Handle<ElasticLoadBalancingV2.Listener>?
        /// Its firewall, from which targets take requests.
        public let securityGroup: Handle<EC2.SecurityGroup>
        /// Where it stands.
        public let network: Network.Parts
        /// Its address, with `http://` or `https://`.
        public let url: Input<String>
    }

    /// A load balancer in a network.
    public init(
        in network: Network.Parts, certificate: Input<ARN<ACM.Certificate>>? = nil, access: Access = .internet,
        testPort: TestPort? = nil, accessLogs: AccessLogs.Parts? = nil, onlyRedirects: Bool = false
    ) {
        self.network = network
        self.certificate = certificate
        self.access = access
        self.testPort = testPort
        self.accessLogs = accessLogs
        self.onlyRedirects = onlyRedirects
    }

    /// Adds the load balancer's resources.
    public func define(in stack: inout Stack) -> Parts {
        let group = stack.add(
            "SecurityGroup", securityGroup(), purpose: "Lets clients in, and requests out to the network alone.")
        let isProtected = stack.environment.stage == .production
        var waits: [any LogicalReference] = access == .internet ? network.internetAttachment.map { [$0] } ?? [] : []
        if let accessLogs { waits.append(accessLogs.policy) }
        let logging = accessLogs.map { $0.attributes(prefix: stack.physicalName("").full) } ?? []
        let balancer = stack.add(
            "LoadBalancer",
            ElasticLoadBalancingV2.LoadBalancer(
                loadBalancerAttributes: [
                    .init(key: "deletion_protection.enabled", value: isProtected ? "true" : "false"),
                    .init(key: "routing.http.drop_invalid_header_fields.enabled", value: "true"),
                ] + logging,
                scheme: access == .internet ? .internetFacing : .internal, securityGroups: [group.id],
                subnets: access == .internet ? network.publicSubnetIDs : network.privateSubnetIDs,
                type: .application),
            purpose: "Takes requests, and hands them to tasks.",
            dependsOn: waits)
        let listener = addListeners(to: &stack, balancer)
        let testListener = addTestListener(to: &stack, balancer)
        let scheme = isSecure ? "https" : "http"
        stack.output("Listener", listener.arn, purpose: "The listener whose weights a release moves.")
        return Parts(
            loadBalancer: balancer, listener: listener, testListener: testListener, securityGroup: group, network: network,
            url: "\(scheme)://\(balancer.dnsName)")
    }

    private var isSecure: Bool { onlyRedirects || certificate != nil }

    private func addListeners(
        to stack: inout Stack, _ balancer: Handle<ElasticLoadBalancingV2.LoadBalancer>
    ) -> Handle<ElasticLoadBalancingV2.Listener> {
        let empty = [ElasticLoadBalancingV2.Action.noService]
        guard isSecure else {
            return stack.add(
                "HTTPListener",
                ElasticLoadBalancingV2.Listener(
                    defaultActions: empty, loadBalancerARN: balancer.arn, port: 80, protocol: .http),
                purpose: "Takes requests by HTTP.")
        }
        let redirect = stack.add(
            "HTTPListener",
            ElasticLoadBalancingV2.Listener(
                defaultActions: [.redirectToHTTPS], loadBalancerARN: balancer.arn, port: 80, protocol: .http),
            purpose: "Sends clients to HTTPS.")
        guard !onlyRedirects, let certificate else { return redirect }
        return stack.add(
            "HTTPSListener", ElasticLoadBalancingV2.Listener.tls(on: balancer, certificate: certificate, empty),
            purpose: "Takes requests by HTTPS.")
    }

    /// An egress rule of its own takes the place of the one by which everything may leave.
    private func securityGroup() -> EC2.SecurityGroup {
        let clients: Input<String> = access == .internet ? "0.0.0.0/0" : network.cidr
        return EC2.SecurityGroup(
            groupDescription: "Clients to the load balancer, and the load balancer to its targets",
            securityGroupEgress: [
                .init(
                    cidrIP: network.cidr, description: "Requests and health checks to targets", fromPort: 1,
                    ipProtocol: .tcp, toPort: 65535)
            ],
            securityGroupIngress: (isSecure ? [80, 443] : [80]).map { port in
                .init(
                    cidrIP: clients, description: port == 80 ? "HTTP from clients" : "HTTPS from clients",
                    fromPort: Input(port), ipProtocol: .tcp, toPort: Input(port))
            } + testIngress,
            vpcID: network.vpcID)
    }
}
