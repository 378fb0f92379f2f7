extension ElasticLoadBalancingV2 {
    /// What a listener speaks.
    public enum ListenerProtocol: String, Word {
        case http = "HTTP"
        case https = "HTTPS"
    }
}
