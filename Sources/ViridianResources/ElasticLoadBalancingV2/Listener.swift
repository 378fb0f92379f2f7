public import ViridianTemplate

extension ElasticLoadBalancingV2 {
    /// A port of a load balancer, and what is done with its requests by default.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listener.html>
    public struct Listener: ResourceDefinition {
        public typealias Reference = ARN<ElasticLoadBalancingV2.Listener>
        public static let type = "AWS::ElasticLoadBalancingV2::Listener"
        public static let tagging = Tagging.none
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            loadBalancerARN: Input<ARN<LoadBalancer>>, port: Input<Int>? = nil,
            protocol: ElasticLoadBalancingV2.ListenerProtocol? = nil, certificates: [Certificate]? = nil,
            sslPolicy: Input<String>? = nil, defaultActions: [ElasticLoadBalancingV2.Action]
        ) {
            properties = Properties([
                ("LoadBalancerArn", loadBalancerARN), ("Port", port), ("Protocol", `protocol`),
                ("Certificates", certificates), ("SslPolicy", sslPolicy), ("DefaultActions", defaultActions),
            ])
        }

        /// A server certificate of ACM.
        public struct Certificate: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(certificateARN: Input<String>? = nil) {
                node = Node(properties: [("CertificateArn", certificateARN)])
            }
        }
    }
}
