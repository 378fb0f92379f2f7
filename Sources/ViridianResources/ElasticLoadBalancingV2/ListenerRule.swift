public import ViridianTemplate

extension ElasticLoadBalancingV2 {
    /// What is done with the requests that meet its conditions; the lowest priority number is asked first.
    ///
    /// Source:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancingv2-listenerrule.html>
    public struct ListenerRule: ResourceDefinition {
        public typealias Reference = ARN<ElasticLoadBalancingV2.ListenerRule>
        public static let type = "AWS::ElasticLoadBalancingV2::ListenerRule"
        public static let tagging = Tagging.none
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            listenerARN: Input<ARN<Listener>>? = nil, priority: Input<Int>, conditions: [Condition],
            actions: [ElasticLoadBalancingV2.Action]
        ) {
            properties = Properties([
                ("ListenerArn", listenerARN), ("Priority", priority), ("Conditions", conditions),
                ("Actions", actions),
            ])
        }

        /// What a request must be like.
        public struct Condition: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(field: Input<String>? = nil, pathPatternConfig: PathPatterns? = nil) {
                node = Node(properties: [("Field", field), ("PathPatternConfig", pathPatternConfig)])
            }
        }

        /// Paths with `*` and `?`.
        public struct PathPatterns: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(values: [Input<String>]? = nil) {
                node = Node(properties: [("Values", values)])
            }
        }
    }
}
