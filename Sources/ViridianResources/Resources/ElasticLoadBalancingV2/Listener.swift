extension ElasticLoadBalancingV2 {
    /// A port of a load balancer, and what happens to requests that no rule takes.
    public struct Listener: ResourceDefinition {
        /// `AWS::ElasticLoadBalancingV2::Listener`
        public var type: String { "AWS::ElasticLoadBalancingV2::Listener" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Takes requests on a port." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            certificates: [Certificate]? = nil, defaultActions: [ElasticLoadBalancingV2.Action],
            loadBalancerARN: Input<ARN<ElasticLoadBalancingV2.LoadBalancer>>, port: Input<Int>? = nil,
            protocol: ElasticLoadBalancingV2.TrafficProtocol? = nil, sslPolicy: SSLPolicy? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("Certificates", certificates)
            properties.set("DefaultActions", defaultActions)
            properties.set("LoadBalancerArn", loadBalancerARN)
            properties.set("Port", port)
            properties.set("Protocol", `protocol`)
            properties.set("SslPolicy", sslPolicy)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension ElasticLoadBalancingV2.Listener {
    /// A certificate of an HTTPS listener.
    public struct Certificate: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A certificate.
        public init(certificateARN: Input<ARN<ACM.Certificate>>) {
            var properties = Properties()
            properties.set("CertificateArn", certificateARN)
            self.properties = properties
        }
    }

    /// Which protocols and ciphers an HTTPS listener takes.
    public struct SSLPolicy: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// TLS 1.2 and 1.3, the one that AWS recommends.
        public static let tls13 = Self(rawValue: "ELBSecurityPolicy-TLS13-1-2-2021-06")
    }

    /// What happens to requests that no rule takes.
    public mutating func setDefaultActions(_ actions: [ElasticLoadBalancingV2.Action]) {
        properties.set("DefaultActions", actions)
    }
}

extension Handle where R == ElasticLoadBalancingV2.Listener {
    /// The listener's ARN.
    public var arn: Input<ARN<ElasticLoadBalancingV2.Listener>> { ref() }
}

/// AWS Certificate Manager, as far as listeners need it.
public enum ACM {
    /// A certificate; it is made elsewhere.
    public enum Certificate {}
}
