extension ElasticLoadBalancingV2 {
    /// What happens to requests that meet conditions. The lowest priority number is asked first.
    public struct ListenerRule: ResourceDefinition {
        /// `AWS::ElasticLoadBalancingV2::ListenerRule`
        public var type: String { "AWS::ElasticLoadBalancingV2::ListenerRule" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Takes some of the requests." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            actions: [ElasticLoadBalancingV2.Action], conditions: [Condition],
            listenerARN: Input<ARN<ElasticLoadBalancingV2.Listener>>? = nil, priority: Input<Int>, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("Actions", actions)
            properties.set("Conditions", conditions)
            properties.set("ListenerArn", listenerARN)
            properties.set("Priority", priority)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension ElasticLoadBalancingV2.ListenerRule {
    /// What a request must be like.
    public struct Condition: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A condition.
        public init(
            field: Field? = nil, httpHeaderConfig: HTTPHeaderConfig? = nil, pathPatternConfig: PathPatternConfig? = nil
        ) {
            var properties = Properties()
            properties.set("Field", field)
            properties.set("HttpHeaderConfig", httpHeaderConfig)
            properties.set("PathPatternConfig", pathPatternConfig)
            self.properties = properties
        }
    }

    /// Patterns of paths, in which `*` is any text and `?` one character.
    public struct PathPatternConfig: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Patterns, one of which must match.
        public init(values: Input<[String]>) {
            var properties = Properties()
            properties.set("Values", values)
            self.properties = properties
        }
    }

    /// Values of a header.
    public struct HTTPHeaderConfig: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Patterns, one of which must match.
        public init(httpHeaderName: Input<String>, values: Input<[String]>) {
            var properties = Properties()
            properties.set("HttpHeaderName", httpHeaderName)
            properties.set("Values", values)
            self.properties = properties
        }
    }

    /// Which part of a request is looked at.
    public struct Field: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The path.
        public static let pathPattern = Self(rawValue: "path-pattern")
        /// A header.
        public static let httpHeader = Self(rawValue: "http-header")
        /// The host.
        public static let hostHeader = Self(rawValue: "host-header")
    }
}

extension Handle where R == ElasticLoadBalancingV2.ListenerRule {
    /// The rule's ARN.
    public var arn: Input<ARN<ElasticLoadBalancingV2.ListenerRule>> { ref() }
}
