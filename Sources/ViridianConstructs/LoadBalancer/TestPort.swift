import ViridianResources
import ViridianTemplate

/// A second listener, on which testers see a new version before anybody else does.
public struct TestPort: Hashable, Sendable {
    /// The port.
    public var port: Int
    /// The addresses of the testers, as a block; by default those of the network alone.
    public var testers: String?

    /// A port for testers.
    public init(_ port: Int = 8443, testers: String? = nil) {
        self.port = port
        self.testers = testers
    }
}

extension LoadBalancer {
    var testIngress: [EC2.SecurityGroup.Ingress] {
        guard let testPort else { return [] }
        return [
            .init(
                cidrIP: testPort.testers.map { Input($0) } ?? network.cidr, description: "Requests from testers",
                fromPort: Input(testPort.port), ipProtocol: .tcp, toPort: Input(testPort.port))
        ]
    }

    func addTestListener(
        to stack: inout Stack, _ balancer: Handle<ElasticLoadBalancingV2.LoadBalancer>
    ) -> Handle<ElasticLoadBalancingV2.Listener>? {
        guard let testPort else { return nil }
        let taken = certificate == nil ? [80] : [80, 443]
        if taken.contains(testPort.port) || !(1...65535).contains(testPort.port) {
            stack.report(
                .invalidValue, "\(testPort.port) can't be the port of testers", advice: "Choose a free one, such as 8443.")
        }
        return stack.add(
            "TestListener",
            ElasticLoadBalancingV2.Listener(
                certificates: certificate.map { [.init(certificateARN: $0)] },
                defaultActions: [.fixedResponse(404, "There is nothing to test here yet.")], loadBalancerARN: balancer.arn,
                port: Input(testPort.port), protocol: certificate == nil ? .http : .https,
                sslPolicy: certificate == nil ? nil : .tls13),
            purpose: "Shows testers a new version.")
    }
}

extension LoadBalancer.Parts {
    /// Gives a listener its default actions, unless a service has done so before.
    func setDefault(
        _ actions: [ElasticLoadBalancingV2.Action], of handle: Handle<ElasticLoadBalancingV2.Listener>, in stack: inout Stack
    ) {
        guard var listener = stack[handle] else {
            stack.report(
                .foreignReference, "the listener \"\(handle.logicalID)\" is in another stack, and can't be given targets here",
                advice: "Add LoadBalancer(onlyRedirects: true) there, and a TLSListener beside \"\(stack.constructName)\".")
            return
        }
        if listener.properties["DefaultActions"]?.list?.first?["Type"]?.string == "forward" {
            stack.report(
                .conflict, "the load balancer of \"\(handle.logicalID)\" has a service already",
                advice: "Put \"\(stack.constructName)\" behind a LoadBalancer of its own.")
            return
        }
        listener.setDefaultActions(actions)
        stack[handle] = listener
    }
}
