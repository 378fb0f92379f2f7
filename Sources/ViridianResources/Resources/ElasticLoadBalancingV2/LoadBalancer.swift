extension ElasticLoadBalancingV2 {
    /// A load balancer.
    public struct LoadBalancer: ResourceDefinition {
        /// `AWS::ElasticLoadBalancingV2::LoadBalancer`
        public var type: String { "AWS::ElasticLoadBalancingV2::LoadBalancer" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Spreads requests over targets." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            ipAddressType: IPAddressType? = nil, loadBalancerAttributes: [ElasticLoadBalancingV2.Attribute]? = nil,
            name: ResourceName? = nil, scheme: Scheme? = nil, securityGroups: Input<[ID<EC2.SecurityGroup>]>? = nil,
            subnets: Input<[ID<EC2.Subnet>]>? = nil, type: Kind? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("IpAddressType", ipAddressType)
            properties.set("LoadBalancerAttributes", loadBalancerAttributes)
            properties.set("Name", name)
            properties.set("Scheme", scheme)
            properties.set("SecurityGroups", securityGroups)
            properties.set("Subnets", subnets)
            properties.set("Type", type)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension ElasticLoadBalancingV2.LoadBalancer {
    /// Who can reach it.
    public enum Scheme: String, Hashable, Sendable, Lowerable {
        case `internal`
        case internetFacing = "internet-facing"
    }

    /// What it balances.
    public enum Kind: String, Hashable, Sendable, Lowerable {
        case application
        case network
        case gateway
    }

    /// Which addresses it has.
    public enum IPAddressType: String, Hashable, Sendable, Lowerable {
        case ipv4
        case dualstack
        case dualstackWithoutPublicIPv4 = "dualstack-without-public-ipv4"
    }
}

extension Handle where R == ElasticLoadBalancingV2.LoadBalancer {
    /// The load balancer's ARN.
    public var arn: Input<ARN<ElasticLoadBalancingV2.LoadBalancer>> { ref() }
    /// Its address.
    public var dnsName: Input<String> { attribute("DNSName") }
    /// Its name as metrics have it: `app/name/id`.
    public var fullName: Input<String> { attribute("LoadBalancerFullName") }
    /// The zone that an alias record names.
    public var canonicalHostedZoneID: Input<String> { attribute("CanonicalHostedZoneID") }
}
