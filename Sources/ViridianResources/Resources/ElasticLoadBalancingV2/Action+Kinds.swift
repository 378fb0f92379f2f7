extension ElasticLoadBalancingV2.Action {
    /// Requests go to target groups by their weights.
    public static func forward(_ groups: [ElasticLoadBalancingV2.WeightedTargetGroup]) -> Self {
        Self(forwardConfig: .init(targetGroups: groups), type: .forward)
    }

    /// Requests are answered by the load balancer itself.
    public static func fixedResponse(_ statusCode: Int, _ body: String) -> Self {
        Self(
            fixedResponseConfig: .init(
                contentType: "text/plain", messageBody: Input(body), statusCode: Input(String(statusCode))),
            type: .fixedResponse)
    }

    /// Clients are told to come back by HTTPS.
    public static var redirectToHTTPS: Self {
        Self(redirectConfig: .init(port: "443", protocol: "HTTPS", statusCode: .permanent), type: .redirect)
    }
}
