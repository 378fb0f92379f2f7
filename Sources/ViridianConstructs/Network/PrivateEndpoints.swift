public import ViridianResources

/// Ways to just those services of AWS that tasks use, inside the network.
///
/// ```swift
/// stack.add("Endpoints", PrivateEndpoints(in: network, for: [web.needs, api.needs]))
/// ```
///
/// Each endpoint costs by the hour and zone, so none is added that nobody needs. Only this account may use them, and only for
/// what tasks do. Services wait for them, though they were added before. Images must come from ECR: other registries need a NAT
/// gateway. Source: Amazon ECS Developer Guide, "Amazon ECS interface VPC endpoints (AWS PrivateLink)".
public struct PrivateEndpoints: Construct {
    /// Where they are.
    public var network: Network.Parts
    /// Who needs what.
    public var needs: [EndpointNeeds]

    /// Endpoints for services.
    public init(in network: Network.Parts, for needs: [EndpointNeeds]) {
        self.network = network
        self.needs = needs
    }

    /// Adds the endpoints.
    public func define(in stack: inout Stack) -> [InterfaceEndpoint: Handle<EC2.VPCEndpoint>] {
        let group = stack.add(
            "SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "HTTPS from tasks to services of AWS",
                securityGroupIngress: needs.flatMap(\.tasks).map { tasks in
                    .init(
                        description: "HTTPS from tasks", fromPort: 443, ipProtocol: .tcp, sourceSecurityGroupID: tasks.id,
                        toPort: 443)
                },
                vpcID: network.vpcID),
            purpose: "Lets only tasks use the endpoints.")
        var endpoints: [InterfaceEndpoint: Handle<EC2.VPCEndpoint>] = [:]
        for endpoint in Set(needs.flatMap(\.endpoints)).sorted(by: { $0.rawValue < $1.rawValue }) {
            endpoints[endpoint] = stack.add(
                "\(endpoint.name)Endpoint",
                EC2.VPCEndpoint(
                    policyDocument: endpoint.policy, privateDNSEnabled: true, securityGroupIDs: [group.id],
                    serviceName: "com.amazonaws.\(AWS.region).\(endpoint.rawValue)",
                    subnetIDs: network.privateSubnetIDs, vpcEndpointType: .interface, vpcID: network.vpcID),
                purpose: "Reaches \(endpoint.rawValue) without leaving the network.")
        }
        for need in needs {
            let waits = need.endpoints.sorted { $0.rawValue < $1.rawValue }.compactMap { endpoints[$0] }
            for service in need.services { stack.add(dependencies: waits, to: service) }
        }
        return endpoints
    }
}

/// What the tasks of some services need of AWS before and while they run.
public struct EndpointNeeds: Hashable, Sendable {
    /// The services of AWS.
    public var endpoints: Set<InterfaceEndpoint>
    /// Who needs them.
    public var services: [Handle<ECS.Service>]
    /// The firewalls of their tasks.
    public var tasks: [Handle<EC2.SecurityGroup>]
}

extension ServiceDescription {
    /// Logs always, ECR for its images, and what secrets and shells take.
    func endpoints() -> Set<InterfaceEndpoint> {
        var endpoints: Set<InterfaceEndpoint> = [.logs]
        if images.contains(where: { $0.repository != nil }) { endpoints.formUnion([.ecrAPI, .ecrDocker]) }
        if !allSecrets.isEmpty { endpoints.insert(.secretsManager) }
        if allSecrets.contains(where: { $0.key != nil }) { endpoints.insert(.kms) }
        if allowsExec { endpoints.insert(.ssmMessages) }
        if cluster.association != nil { endpoints.formUnion([.ecs, .ecsAgent, .ecsTelemetry]) }
        return endpoints
    }
}

extension IAM.PolicyDocument {
    /// For a gateway to S3: the buckets of this account by this account, and those in which ECR keeps the layers of images.
    /// Source: Amazon ECR User Guide, "Amazon ECR interface VPC endpoints", "Minimum Amazon S3 bucket permissions".
    public static let ownBucketsAndImages = IAM.PolicyDocument([
        IAM.Statement(
            .allow, to: .everybody, sid: "ThisAccount",
            actions: ["s3:DeleteObject", "s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket", "s3:PutObject"],
            resources: ["arn:\(AWS.partition):s3:::*"],
            conditions: [
                IAM.Condition(.stringEquals, "aws:PrincipalAccount", AWS.accountID),
                IAM.Condition(.stringEquals, "aws:ResourceAccount", AWS.accountID),
            ]),
        IAM.Statement(
            .allow, to: .everybody, sid: "LayersOfImages", actions: ["s3:GetObject"],
            resources: ["arn:\(AWS.partition):s3:::prod-\(AWS.region)-starport-layer-bucket/*"]),
    ])
}
