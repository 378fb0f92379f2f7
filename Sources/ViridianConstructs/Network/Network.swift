public import ViridianResources

/// A network over several availability zones: a public and a private subnet in each, a way out for the private ones, and ways to
/// services of AWS that stay inside.
///
/// ```swift
/// let network = stack.add("Network", Network(zones: 3, endpoints: [.logs]))
/// ```
///
/// Load balancers stand in the public subnets, tasks in the private ones. S3, from which images of ECR are loaded, has a gateway
/// endpoint, which is free. Source: Amazon VPC User Guide, "NAT gateways" and "Gateway endpoints".
public struct Network: Construct {
    /// How many zones it has.
    public var zones: Int
    /// Its addresses, from a block of 16 to 24 bits.
    public var cidr: String
    /// How private subnets get out.
    public var nat: NATGateways
    /// Services of AWS that are reached without leaving the network.
    public var endpoints: [InterfaceEndpoint]
    /// Whether there are also subnets without any way out, for databases.
    public var isolated: Bool
    /// How S3 is reached.
    public var storage: StorageGateway

    /// How a network reaches S3.
    public enum StorageGateway: Hashable, Sendable {
        /// By a gateway that is free, for whatever IAM lets.
        case open
        /// By a gateway, for what its policy lets.
        case limited(IAM.PolicyDocument)
        /// By NAT, as everything else.
        case none
    }

    /// How private subnets get out to the internet.
    public enum NATGateways: Hashable, Sendable {
        /// One for each zone in production, otherwise one.
        case byStage
        /// One for all zones: when its zone fails, nothing gets out; and traffic between zones costs.
        case one
        /// One for each zone.
        case onePerZone
        /// By the parameter `NATGateways`, `one` or `per-zone`; by default as by stage.
        case byParameter
        /// Not at all: then tasks need endpoints for whatever they use, and for their images.
        case none
    }

    /// What others need of a network.
    public struct Parts: Hashable, Sendable {
        /// The network itself.
        public let vpcID: Input<ID<EC2.VPC>>
        /// Its addresses.
        public let cidr: Input<String>
        /// The subnets that are open to the internet.
        public let publicSubnetIDs: Input<[ID<EC2.Subnet>]>
        /// The subnets that nobody can enter from outside.
        public let privateSubnetIDs: Input<[ID<EC2.Subnet>]>
        /// One for each zone, open to the internet; none of a network that was there before.
        public let publicSubnets: [Handle<EC2.Subnet>]
        /// One for each zone, which nobody can enter from outside; none of a network that was there before.
        public let privateSubnets: [Handle<EC2.Subnet>]
        /// One for each zone without any way out, if there are any.
        public let isolatedSubnets: [Handle<EC2.Subnet>]
        /// Routes and endpoints by which tasks in private subnets reach their images: services wait for these.
        public let waysOut: [Reference]
        /// What has a public address must wait for this.
        public let internetAttachment: Handle<EC2.VPCGatewayAttachment>?
    }

    /// A network; a load balancer needs at least two zones.
    public init(
        zones: Int, cidr: String = "10.0.0.0/16", nat: NATGateways = .byStage, endpoints: [InterfaceEndpoint] = [],
        isolated: Bool = false, storage: StorageGateway = .open
    ) {
        self.zones = zones
        self.cidr = cidr
        self.nat = nat
        self.endpoints = endpoints
        self.isolated = isolated
        self.storage = storage
    }

    /// Adds the network's resources.
    public func define(in stack: inout Stack) -> Parts {
        let block = checkedBlock(&stack)
        let zones = checkedZones(&stack)
        let vpc = stack.add(
            "VPC", EC2.VPC(cidrBlock: Input(block.description), enableDNSHostnames: true, enableDNSSupport: true),
            purpose: "The network that holds the service.")
        let gateway = stack.add(
            "InternetGateway", EC2.InternetGateway(), purpose: "The door between the network and the internet.")
        let attachment = stack.add(
            "InternetGatewayAttachment", EC2.VPCGatewayAttachment(internetGatewayID: gateway.id, vpcID: vpc.id),
            purpose: "Ties the door to the network.")
        let subnets = Subnets(vpc: vpc, block: block, zones: zones)
        let publicSubnets = subnets.addPublic(to: &stack, through: gateway, attachment)
        let gateways = addNATGateways(to: &stack, in: publicSubnets, attachment)
        let inside = subnets.addPrivate(to: &stack, through: gateways)
        let isolatedSubnets = isolated ? subnets.addIsolated(to: &stack) : []
        let endpoints = addEndpoints(to: &stack, vpc, block, inside)
        stack.output("VPC", vpc.id, purpose: "The network.")
        return Parts(
            vpcID: vpc.id, cidr: Input(block.description), publicSubnetIDs: .list(publicSubnets.map(\.id)),
            privateSubnetIDs: .list(inside.subnets.map(\.id)), publicSubnets: publicSubnets, privateSubnets: inside.subnets,
            isolatedSubnets: isolatedSubnets,
            waysOut: inside.routes + endpoints, internetAttachment: attachment)
    }

    private func checkedBlock(_ stack: inout Stack) -> CIDRBlock {
        if let block = CIDRBlock(cidr), (16...24).contains(block.prefix) { return block }
        stack.report(
            .invalidValue, "\"\(cidr)\" is no block of addresses for a network",
            advice: "Write one of 16 to 24 bits whose other bits are 0, such as 10.0.0.0/16.")
        return .standard
    }

    private func checkedZones(_ stack: inout Stack) -> Int {
        if (2...6).contains(zones) { return zones }
        stack.report(
            .invalidValue, "a network can't have \(zones) zones",
            advice: "A load balancer needs 2, and no region has more than 6: write Network(zones: 3).")
        return 2
    }
}
