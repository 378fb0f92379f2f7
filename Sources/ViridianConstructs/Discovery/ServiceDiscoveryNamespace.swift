public import ViridianResources

/// Names that only the network knows, under which services find each other's tasks.
///
/// ```swift
/// let names = stack.add("Names", ServiceDiscoveryNamespace("shop.internal", in: network))
/// ```
/// Source: Amazon ECS Developer Guide, "Use service discovery to connect Amazon ECS services with DNS names".
public struct ServiceDiscoveryNamespace: Construct {
    /// The domain; the environment's suffix is put before it, so that two environments may share a network.
    public var domain: String
    /// Where the names are known.
    public var network: Network.Parts

    /// What others need of a namespace.
    public struct Parts: Hashable, Sendable {
        /// The namespace itself.
        public let namespace: Handle<ServiceDiscovery.PrivateDnsNamespace>
        /// Its domain.
        public let domain: Input<String>
    }

    /// Names in a network.
    public init(_ domain: String, in network: Network.Parts) {
        self.domain = domain
        self.network = network
    }

    /// Adds the namespace.
    public func define(in stack: inout Stack) -> Parts {
        let name: Input<String> = "\(Stack.environmentSuffix).\(domain)"
        let namespace = stack.add(
            "Namespace", ServiceDiscovery.PrivateDnsNamespace(name: name, vpc: network.vpcID.typed()),
            purpose: "The domain in which services find each other.")
        stack.output("Domain", name, purpose: "The domain in which services find each other.")
        return Parts(namespace: namespace, domain: name)
    }
}

extension ServiceDiscoveryNamespace.Parts {
    /// A name for tasks; ECS keeps their addresses in it.
    func addService(_ logicalID: String, named name: String, to stack: inout Stack) -> Handle<ServiceDiscovery.Service> {
        stack.add(
            logicalID,
            ServiceDiscovery.Service(
                dnsConfig: .init(dnsRecords: [.init(ttl: 10, type: .a)], routingPolicy: .multivalue),
                healthCheckCustomConfig: .init(failureThreshold: 1), name: Input(name), namespaceID: namespace.id.typed()),
            purpose: "The name under which other services find the tasks.")
    }
}
