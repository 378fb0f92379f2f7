public import ViridianResources

/// Notes who talks to whom in a network, and who was refused.
///
/// ```swift
/// stack.add("FlowLogs", FlowLogs(of: network, key: key.arn))
/// ```
/// Source: Amazon VPC User Guide, "Publish flow logs to CloudWatch Logs".
public struct FlowLogs: Construct {
    /// The network.
    public var network: Network.Parts
    /// The key that encrypts the notes; its policy must let CloudWatch Logs use it, as an ``EncryptionKey`` for logs does.
    public var key: Input<ARN<KMS.Key>>?

    /// Notes about a network.
    public init(of network: Network.Parts, key: Input<ARN<KMS.Key>>? = nil) {
        self.network = network
        self.key = key
    }

    /// Adds the notes with their role and log group.
    public func define(in stack: inout Stack) -> Handle<EC2.FlowLog> {
        let stage = stack.environment.stage
        let logs = stack.add(
            "Logs",
            Logs.LogGroup(kmsKeyID: key, logGroupName: stack.physicalName(""), retentionInDays: retention(in: stack)),
            purpose: "Keeps who talks to whom.", deletionPolicy: stage == .production ? .retainExceptOnCreate : .delete)
        let role = stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: .trust(
                    .vpcFlowLogs, conditions: [IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID)]),
                description: "Writes flow logs",
                policies: [
                    .init(
                        policyDocument: IAM.PolicyDocument([
                            .allow(
                                ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], on: [logs.arn.typed()],
                                sid: "WriteLogs")
                        ]), policyName: "write-logs")
                ]),
            purpose: "What may write who talks to whom.")
        return stack.add(
            "FlowLog",
            EC2.FlowLog(
                deliverLogsPermissionARN: role.arn, logDestinationType: .cloudWatchLogs, logGroupName: logs.name,
                maxAggregationInterval: 60, resourceID: network.vpcID.typed(), resourceType: "VPC", trafficType: .all),
            purpose: "Notes who talks to whom, and who was refused.")
    }
}
