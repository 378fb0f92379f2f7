public import ViridianTemplate

extension ElasticLoadBalancingV2 {
    /// What is done with a request: the last action forwards, redirects or answers.
    public struct Action: Hashable, Lowerable {
        /// The object that the template has.
        public let node: Node

        /// Takes the properties that are given, in their order.
        public init(
            type: Kind, targetGroupARN: Input<ARN<TargetGroup>>? = nil, forwardConfig: ForwardConfig? = nil,
            redirectConfig: RedirectConfig? = nil, fixedResponseConfig: FixedResponseConfig? = nil
        ) {
            node = Node(properties: [
                ("Type", type), ("TargetGroupArn", targetGroupARN), ("ForwardConfig", forwardConfig),
                ("RedirectConfig", redirectConfig), ("FixedResponseConfig", fixedResponseConfig),
            ])
        }

        /// The kinds of action that this project uses.
        public enum Kind: String, Word {
            case forward
            case redirect
            case fixedResponse = "fixed-response"
        }

        /// Target groups that share the requests.
        public struct ForwardConfig: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(targetGroups: [TargetGroupTuple]? = nil) {
                node = Node(properties: [("TargetGroups", targetGroups)])
            }
        }

        /// A target group and its weight, 0 to 999.
        public struct TargetGroupTuple: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(targetGroupARN: Input<ARN<TargetGroup>>? = nil, weight: Input<Int>? = nil) {
                node = Node(properties: [("TargetGroupArn", targetGroupARN), ("Weight", weight)])
            }
        }

        /// Where the client is sent.
        public struct RedirectConfig: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(protocol: Input<String>? = nil, port: Input<String>? = nil, statusCode: Input<String>) {
                node = Node(properties: [("Protocol", `protocol`), ("Port", port), ("StatusCode", statusCode)])
            }
        }

        /// What the client is told.
        public struct FixedResponseConfig: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                statusCode: Input<String>, contentType: Input<String>? = nil, messageBody: Input<String>? = nil
            ) {
                node = Node(properties: [
                    ("StatusCode", statusCode), ("ContentType", contentType), ("MessageBody", messageBody),
                ])
            }
        }
    }
}
