extension ElasticLoadBalancingV2 {
    /// Targets for requests, and how their health is checked.
    public struct TargetGroup: ResourceDefinition {
        /// `AWS::ElasticLoadBalancingV2::TargetGroup`
        public var type: String { "AWS::ElasticLoadBalancingV2::TargetGroup" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Targets and their health checks." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            healthCheckIntervalSeconds: Input<Int>? = nil, healthCheckPath: Input<String>? = nil,
            healthCheckPort: Input<String>? = nil, healthCheckProtocol: ElasticLoadBalancingV2.TrafficProtocol? = nil,
            healthCheckTimeoutSeconds: Input<Int>? = nil, healthyThresholdCount: Input<Int>? = nil, matcher: Matcher? = nil,
            name: ResourceName? = nil, port: Input<Int>? = nil, protocol: ElasticLoadBalancingV2.TrafficProtocol? = nil,
            targetGroupAttributes: [ElasticLoadBalancingV2.Attribute]? = nil, targetType: TargetType? = nil,
            unhealthyThresholdCount: Input<Int>? = nil, vpcID: Input<ID<EC2.VPC>>? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("HealthCheckIntervalSeconds", healthCheckIntervalSeconds)
            properties.set("HealthCheckPath", healthCheckPath)
            properties.set("HealthCheckPort", healthCheckPort)
            properties.set("HealthCheckProtocol", healthCheckProtocol)
            properties.set("HealthCheckTimeoutSeconds", healthCheckTimeoutSeconds)
            properties.set("HealthyThresholdCount", healthyThresholdCount)
            properties.set("Matcher", matcher)
            properties.set("Name", name)
            properties.set("Port", port)
            properties.set("Protocol", `protocol`)
            properties.set("TargetGroupAttributes", targetGroupAttributes)
            properties.set("TargetType", targetType)
            properties.set("UnhealthyThresholdCount", unhealthyThresholdCount)
            properties.set("VpcId", vpcID)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension ElasticLoadBalancingV2.TargetGroup {
    /// What a target is.
    public enum TargetType: String, Hashable, Sendable, Lowerable {
        case instance
        case ip
        case lambda
        case alb
    }

    /// Which answers pass a health check.
    public struct Matcher: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Status codes: `200`, `200,202` or `200-299`.
        public init(httpCode: Input<String>? = nil) {
            var properties = Properties()
            properties.set("HttpCode", httpCode)
            self.properties = properties
        }
    }
}

extension Handle where R == ElasticLoadBalancingV2.TargetGroup {
    /// The group's ARN.
    public var arn: Input<ARN<ElasticLoadBalancingV2.TargetGroup>> { ref() }
    /// Its name as metrics have it: `targetgroup/name/id`.
    public var fullName: Input<String> { attribute("TargetGroupFullName") }
}
