extension ElasticLoadBalancingV2 {
    /// What a listener or a rule does with a request.
    public struct Action: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// An action.
        public init(
            fixedResponseConfig: FixedResponse? = nil, forwardConfig: Forward? = nil, order: Input<Int>? = nil,
            redirectConfig: Redirect? = nil, type: Kind
        ) {
            var properties = Properties()
            properties.set("FixedResponseConfig", fixedResponseConfig)
            properties.set("ForwardConfig", forwardConfig)
            properties.set("Order", order)
            properties.set("RedirectConfig", redirectConfig)
            properties.set("Type", type)
            self.properties = properties
        }

        /// What an action does.
        public enum Kind: String, Hashable, Sendable, Lowerable {
            case forward
            case redirect
            case fixedResponse = "fixed-response"
            case authenticateOIDC = "authenticate-oidc"
            case authenticateCognito = "authenticate-cognito"
            case jwtValidation = "jwt-validation"
        }
    }

    /// Target groups among which requests are divided.
    public struct Forward: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Up to five target groups.
        public init(targetGroups: [WeightedTargetGroup]) {
            var properties = Properties()
            properties.set("TargetGroups", targetGroups)
            self.properties = properties
        }
    }

    /// A target group and its share of the requests: its weight divided by the sum of all weights.
    public struct WeightedTargetGroup: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A target group with a weight from 0 to 999.
        public init(targetGroupARN: Input<ARN<ElasticLoadBalancingV2.TargetGroup>>, weight: Input<Int>? = nil) {
            var properties = Properties()
            properties.set("TargetGroupArn", targetGroupARN)
            properties.set("Weight", weight)
            self.properties = properties
        }
    }

    /// An answer that the load balancer gives by itself.
    public struct FixedResponse: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// An answer.
        public init(contentType: Input<String>? = nil, messageBody: Input<String>? = nil, statusCode: Input<String>) {
            var properties = Properties()
            properties.set("ContentType", contentType)
            properties.set("MessageBody", messageBody)
            properties.set("StatusCode", statusCode)
            self.properties = properties
        }
    }

    /// An answer that sends the client elsewhere; what is left out stays as it was asked for.
    public struct Redirect: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A redirect.
        public init(
            host: Input<String>? = nil, path: Input<String>? = nil, port: Input<String>? = nil, protocol: Input<String>? = nil,
            query: Input<String>? = nil, statusCode: StatusCode
        ) {
            var properties = Properties()
            properties.set("Host", host)
            properties.set("Path", path)
            properties.set("Port", port)
            properties.set("Protocol", `protocol`)
            properties.set("Query", query)
            properties.set("StatusCode", statusCode)
            self.properties = properties
        }

        /// Whether clients may remember it.
        public enum StatusCode: String, Hashable, Sendable, Lowerable {
            case permanent = "HTTP_301"
            case temporary = "HTTP_302"
        }
    }
}

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
