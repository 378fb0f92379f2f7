extension ElasticLoadBalancingV2 {
    /// A load balancer; this project uses the application kind.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-loadbalancer.html>
    public struct LoadBalancer: ResourceDefinition {
        public typealias Reference = ARN<ElasticLoadBalancingV2.LoadBalancer>
        public static let type = "AWS::ElasticLoadBalancingV2::LoadBalancer"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            name: Input<String>? = nil, type: Input<String>? = nil, scheme: Scheme? = nil,
            subnets: [Input<ID<EC2.Subnet>>]? = nil, securityGroups: [Input<ID<EC2.SecurityGroup>>]? = nil,
            loadBalancerAttributes: [ElasticLoadBalancingV2.Attribute]? = nil
        ) {
            properties = Properties([
                ("Name", name), ("Type", type), ("Scheme", scheme), ("Subnets", subnets),
                ("SecurityGroups", securityGroups), ("LoadBalancerAttributes", loadBalancerAttributes),
            ])
        }

        /// Whether its nodes have public addresses.
        public enum Scheme: String, Word {
            case internetFacing = "internet-facing"
            case `internal`
        }
    }
}

extension Handle<ElasticLoadBalancingV2.LoadBalancer> {
    /// Its name in the DNS.
    public var dnsName: Input<String> { attribute("DNSName") }

    /// What CloudWatch's dimension `LoadBalancer` wants: `app/name/id`.
    public var fullName: Input<String> { attribute("LoadBalancerFullName") }
}
