public import ViridianResources
import ViridianTemplate

/// A VPC over several zones: public subnets for balancers, private ones for tasks, NAT for the way out, and private ways to AWS.
///
/// Zones get /20 ranges of 10.0.0.0/16. Traffic to S3, from which ECR serves image layers, takes a gateway endpoint, which is
/// free.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html>
public struct Network: Construct {
    /// How private subnets reach the internet.
    public enum NAT: Hashable, Sendable {
        /// One gateway for all zones: cheap, and gone with its zone.
        case single
        /// A gateway in each zone.
        case perZone
        /// No way out; tasks need interface endpoints for all that they use.
        case none
    }

    /// A service of AWS that tasks reach without the internet.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html>
    public struct InterfaceEndpoint: RawRepresentable, Hashable, Sendable {
        /// The end of the service's name, behind `com.amazonaws.REGION.`
        public var rawValue: String
        /// Any service by the end of its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Logs in to ECR; with `ecrDocker` it is what image pulls need.
        public static let ecrAPI = InterfaceEndpoint(rawValue: "ecr.api")
        /// Pulls images from ECR; their layers come from S3.
        public static let ecrDocker = InterfaceEndpoint(rawValue: "ecr.dkr")
        /// Writes logs to CloudWatch.
        public static let logs = InterfaceEndpoint(rawValue: "logs")
        /// Reads secrets when a task starts.
        public static let secretsManager = InterfaceEndpoint(rawValue: "secretsmanager")
        /// Reads parameters when a task starts.
        public static let ssm = InterfaceEndpoint(rawValue: "ssm")
        /// What ECS Exec talks through.
        public static let ssmMessages = InterfaceEndpoint(rawValue: "ssmmessages")
        /// Decrypts with keys of one's own.
        public static let kms = InterfaceEndpoint(rawValue: "kms")
    }

    /// What others may refer to.
    public struct Added: Sendable {
        /// The network as a whole.
        public let vpc: Handle<EC2.VPC>
        /// For load balancers, a subnet in each zone.
        public let publicSubnets: [Handle<EC2.Subnet>]
        /// For tasks, a subnet in each zone.
        public let privateSubnets: [Handle<EC2.Subnet>]
        /// What tasks with addresses in public subnets, and balancers, wait for.
        public let internet: Handle<EC2.VPCGatewayAttachment>
    }

    /// How many Availability Zones, 1 to 6; a load balancer needs two.
    public var zones: Int
    /// Nothing is the stage's policy: one gateway for each zone in production, otherwise a single one.
    public var nat: NAT?
    /// Services of AWS that are reached by interface endpoints.
    public var interfaceEndpoints: [InterfaceEndpoint]

    /// A network over so many zones.
    public init(zones: Int, nat: NAT? = nil, interfaceEndpoints: [InterfaceEndpoint] = []) {
        self.zones = zones
        self.nat = nat
        self.interfaceEndpoints = interfaceEndpoints
    }

    public func add(to stack: inout Stack, id: String) -> Added {
        if !(1...6).contains(zones) { stack.report("a network has 1 to 6 zones, not \(zones)") }
        let vpc = stack.add(
            "\(id)VPC", EC2.VPC(cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, enableDnsSupport: true),
            purpose: "The network that everything below lives in")
        let gateway = stack.add("\(id)InternetGateway", EC2.InternetGateway(), purpose: "The way to the internet")
        let attachment = stack.add(
            "\(id)InternetGatewayAttachment", EC2.VPCGatewayAttachment(vpcID: vpc.ref, internetGatewayID: gateway.ref))
        let subnets = NetworkSubnets(network: self, id: id, vpc: vpc, gateway: gateway, attachment: attachment)
        let publicSubnets = subnets.addPublic(to: &stack)
        let (privateSubnets, tables) = subnets.addPrivate(to: &stack, publicSubnets: publicSubnets)
        addEndpoints(to: &stack, id: id, vpc: vpc, subnets: privateSubnets, tables: tables)
        stack.output("\(id)VpcId", vpc.ref, description: "The VPC")
        return Added(vpc: vpc, publicSubnets: publicSubnets, privateSubnets: privateSubnets, internet: attachment)
    }

    private func addEndpoints(
        to stack: inout Stack, id: String, vpc: Handle<EC2.VPC>, subnets: [Handle<EC2.Subnet>],
        tables: [Handle<EC2.RouteTable>]
    ) {
        let region = Input<String>(node: Node(.function(.ref("AWS::Region"))))
        stack.add(
            "\(id)S3Endpoint",
            EC2.VPCEndpoint(
                serviceName: "com.amazonaws.\(region).s3", vpcID: vpc.ref, vpcEndpointType: .gateway,
                routeTableIDs: tables.map(\.ref)),
            purpose: "Image layers and other objects, without NAT charges")
        guard !interfaceEndpoints.isEmpty else { return }
        let group = stack.add(
            "\(id)EndpointSecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "HTTPS from the network to its interface endpoints", vpcID: vpc.ref,
                securityGroupIngress: [
                    .init(ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIp: "10.0.0.0/16", description: "From the network")
                ]))
        for endpoint in interfaceEndpoints {
            let name = endpoint.rawValue.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            stack.add(
                "\(id)\(name)Endpoint",
                EC2.VPCEndpoint(
                    serviceName: "com.amazonaws.\(region).\(endpoint.rawValue)", vpcID: vpc.ref, vpcEndpointType: .interface,
                    subnetIDs: subnets.map(\.ref), securityGroupIDs: [group.ref], privateDnsEnabled: true),
                purpose: "\(endpoint.rawValue) without the internet")
        }
    }
}
