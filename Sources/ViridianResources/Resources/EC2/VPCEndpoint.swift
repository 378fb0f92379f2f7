extension EC2 {
    /// A way to a service of AWS that stays inside the network.
    public struct VPCEndpoint: ResourceDefinition {
        /// `AWS::EC2::VPCEndpoint`
        public var type: String { "AWS::EC2::VPCEndpoint" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "A way to a service that stays inside the network." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            policyDocument: IAM.PolicyDocument? = nil, privateDNSEnabled: Input<Bool>? = nil,
            routeTableIDs: Input<[ID<EC2.RouteTable>]>? = nil, securityGroupIDs: Input<[ID<EC2.SecurityGroup>]>? = nil,
            serviceName: Input<String>? = nil, subnetIDs: Input<[ID<EC2.Subnet>]>? = nil, vpcEndpointType: EndpointType? = nil,
            vpcID: Input<ID<EC2.VPC>>, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("PolicyDocument", policyDocument)
            properties.set("PrivateDnsEnabled", privateDNSEnabled)
            properties.set("RouteTableIds", routeTableIDs)
            properties.set("SecurityGroupIds", securityGroupIDs)
            properties.set("ServiceName", serviceName)
            properties.set("SubnetIds", subnetIDs)
            properties.set("VpcEndpointType", vpcEndpointType)
            properties.set("VpcId", vpcID)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension EC2.VPCEndpoint {
    /// How packets get to the service.
    public enum EndpointType: String, Hashable, Sendable, Lowerable {
        case interface = "Interface"
        case gateway = "Gateway"
        case gatewayLoadBalancer = "GatewayLoadBalancer"
        case serviceNetwork = "ServiceNetwork"
        case resource = "Resource"
        case tunnel = "Tunnel"
    }
}
