public import ViridianTemplate

extension ElasticLoadBalancingV2 {
    /// A setting of a load balancer or target group by its key.
    public struct Attribute: Hashable, Lowerable {
        /// The object that the template has.
        public let node: Node

        /// Takes the properties that are given, in their order.
        public init(key: Input<String>? = nil, value: Input<String>? = nil) {
            node = Node(properties: [("Key", key), ("Value", value)])
        }
    }
}
