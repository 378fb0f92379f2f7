public import ViridianTemplate

extension ElasticLoadBalancingV2 {
    /// Where requests go, and how targets are checked.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-targetgroup.html>
    public struct TargetGroup: ResourceDefinition {
        public typealias Reference = ARN<ElasticLoadBalancingV2.TargetGroup>
        public static let type = "AWS::ElasticLoadBalancingV2::TargetGroup"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            name: Input<String>? = nil, port: Input<Int>? = nil, protocol: Input<String>? = nil,
            targetType: TargetType? = nil, vpcID: Input<ID<EC2.VPC>>? = nil, healthCheckPath: Input<String>? = nil,
            healthCheckIntervalSeconds: Input<Int>? = nil, healthCheckTimeoutSeconds: Input<Int>? = nil,
            healthyThresholdCount: Input<Int>? = nil, unhealthyThresholdCount: Input<Int>? = nil,
            matcher: Matcher? = nil, targetGroupAttributes: [ElasticLoadBalancingV2.Attribute]? = nil
        ) {
            properties = Properties([
                ("Name", name), ("Port", port), ("Protocol", `protocol`), ("TargetType", targetType),
                ("VpcId", vpcID), ("HealthCheckPath", healthCheckPath),
                ("HealthCheckIntervalSeconds", healthCheckIntervalSeconds),
                ("HealthCheckTimeoutSeconds", healthCheckTimeoutSeconds),
                ("HealthyThresholdCount", healthyThresholdCount),
                ("UnhealthyThresholdCount", unhealthyThresholdCount), ("Matcher", matcher),
                ("TargetGroupAttributes", targetGroupAttributes),
            ])
        }

        /// What registers as a target; a task with a network interface of its own is an address.
        public enum TargetType: String, Word {
            case ip
            case instance
        }

        /// Status codes that pass: `200`, `200,202`, `200-299`.
        public struct Matcher: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(httpCode: Input<String>? = nil) {
                node = Node(properties: [("HttpCode", httpCode)])
            }
        }
    }
}

extension Handle<ElasticLoadBalancingV2.TargetGroup> {
    /// What CloudWatch's dimension `TargetGroup` wants: `targetgroup/name/id`.
    public var fullName: Input<String> { attribute("TargetGroupFullName") }
}
