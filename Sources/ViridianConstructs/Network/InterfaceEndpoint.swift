import ViridianResources

/// A service of AWS that can be reached through an interface inside a network. Each costs by the hour and zone.
///
/// Tasks without a way out need ``ecrAPI``, ``ecrDocker`` and ``logs`` to start at all.
/// Source: AWS PrivateLink Guide, "AWS services that integrate with AWS PrivateLink".
public struct InterfaceEndpoint: RawRepresentable, Hashable, Sendable {
    /// The end of the service's name, behind `com.amazonaws.region.`
    public var rawValue: String
    /// A service that has no name here.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// ECR's API: who may pull.
    public static let ecrAPI = Self(rawValue: "ecr.api")
    /// ECR's registry: what is pulled.
    public static let ecrDocker = Self(rawValue: "ecr.dkr")
    /// CloudWatch Logs.
    public static let logs = Self(rawValue: "logs")
    /// Secrets Manager.
    public static let secretsManager = Self(rawValue: "secretsmanager")
    /// Parameters of Systems Manager.
    public static let ssm = Self(rawValue: "ssm")
    /// Sessions of ECS Exec.
    public static let ssmMessages = Self(rawValue: "ssmmessages")
    /// Keys.
    public static let kms = Self(rawValue: "kms")
    /// ECS, for instances of one's own.
    public static let ecs = Self(rawValue: "ecs")
    /// ECS's agent, for instances of one's own.
    public static let ecsAgent = Self(rawValue: "ecs-agent")
    /// What ECS's agent measures, for instances of one's own.
    public static let ecsTelemetry = Self(rawValue: "ecs-telemetry")

    /// `ecr.api` as part of a logical id: `EcrApi`.
    var name: String {
        rawValue.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}

extension Network {
    /// Adds the endpoints, and gives those of services, for which tasks wait.
    func addEndpoints(
        to stack: inout Stack, _ vpc: Handle<EC2.VPC>, _ block: CIDRBlock, _ inside: Subnets.Private
    ) -> [Reference] {
        let storage = addStorageGateway(to: &stack, vpc, inside)
        guard !endpoints.isEmpty else { return storage }
        let group = stack.add(
            "EndpointSecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "HTTPS from inside the network to services of AWS",
                securityGroupIngress: [
                    .init(
                        cidrIP: Input(block.description), description: "HTTPS from the network", fromPort: 443, ipProtocol: .tcp,
                        toPort: 443)
                ],
                vpcID: vpc.id),
            purpose: "Lets only the network use its endpoints.")
        let services = endpoints.map { endpoint in
            stack.add(
                "\(endpoint.name)Endpoint",
                EC2.VPCEndpoint(
                    policyDocument: endpoint.policy, privateDNSEnabled: true, securityGroupIDs: [group.id],
                    serviceName: "com.amazonaws.\(AWS.region).\(endpoint.rawValue)",
                    subnetIDs: .list(inside.subnets.map(\.id)), vpcEndpointType: .interface, vpcID: vpc.id),
                purpose: "Reaches \(endpoint.rawValue) without leaving the network.")
        }
        return storage + services.map(\.reference)
    }

    /// A gateway is a route in the tables of the private subnets. It is free.
    private func addStorageGateway(
        to stack: inout Stack, _ vpc: Handle<EC2.VPC>, _ inside: Subnets.Private
    ) -> [Reference] {
        var policy: IAM.PolicyDocument?
        switch storage {
        case .none: return []
        case .open: break
        case .limited(let document): policy = document
        }
        let gateway = stack.add(
            "S3Endpoint",
            EC2.VPCEndpoint(
                policyDocument: policy, routeTableIDs: .list(inside.tables.map(\.id)),
                serviceName: "com.amazonaws.\(AWS.region).s3", vpcEndpointType: .gateway, vpcID: vpc.id),
            purpose: "Keeps traffic to S3, such as layers of images, away from NAT and its price.")
        return [gateway.reference]
    }
}
