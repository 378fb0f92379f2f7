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
}
