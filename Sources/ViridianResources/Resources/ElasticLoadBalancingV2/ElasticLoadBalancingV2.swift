/// Application Load Balancers: listeners, rules and target groups.
public enum ElasticLoadBalancingV2 {}

extension ElasticLoadBalancingV2 {
    /// What a listener or a target group speaks.
    public enum TrafficProtocol: String, Hashable, Sendable, Lowerable {
        case http = "HTTP"
        case https = "HTTPS"
        case tcp = "TCP"
        case tls = "TLS"
        case udp = "UDP"
        case tcpUDP = "TCP_UDP"
        case geneve = "GENEVE"
        case quic = "QUIC"
        case tcpQUIC = "TCP_QUIC"
    }

    /// A setting of a load balancer or a target group, by its key.
    public struct Attribute: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A setting.
        public init(key: String, value: Input<String>) {
            var properties = Properties()
            properties.set("Key", key)
            properties.set("Value", value)
            self.properties = properties
        }
    }
}
