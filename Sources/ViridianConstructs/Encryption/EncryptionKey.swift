public import ViridianResources

/// A key of one's own, with a policy that lets those services of AWS use it that act by themselves.
///
/// ```swift
/// let key = stack.add("Key", EncryptionKey("Encrypts the shop's data", services: [.logs]))
/// ```
/// Databases, secrets, buckets and backups use a key as whoever asks for them, so the account's own policies decide. CloudWatch
/// Logs, alarms and rules act by themselves: without a word in the key's policy they are refused, and the stack with them.
/// Source: CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
public struct EncryptionKey: Construct {
    /// What is encrypted with it.
    public var description: String
    /// Who uses it by itself.
    public var services: [Service]

    /// A service that uses keys by itself.
    public enum Service: String, Hashable, Sendable, CaseIterable {
        case logs, alarms, rules, fargate

        /// Its principal, in whose name CloudWatch Logs has the region.
        var principal: Input<String> {
            switch self {
            case .logs: "logs.\(AWS.region).\(AWS.urlSuffix)"
            case .alarms: "cloudwatch.amazonaws.com"
            case .rules: "events.amazonaws.com"
            case .fargate: "fargate.amazonaws.com"
            }
        }
    }

    /// A key.
    public init(_ description: String, services: [Service] = []) {
        self.description = description
        self.services = services
    }

    /// Adds the key and its name.
    public func define(in stack: inout Stack) -> Handle<KMS.Key> {
        let administer = IAM.Statement(.allow, to: .account, sid: "AccountDecides", actions: ["kms:*"])
        let key = stack.add(
            "Key",
            KMS.Key(
                description: Input(description), enableKeyRotation: true,
                keyPolicy: IAM.PolicyDocument([administer] + services.flatMap(statements)),
                pendingWindowInDays: stack.environment.stage == .production ? 30 : 7),
            purpose: description.isEmpty ? nil : "\(description).")
        stack.add(
            "Alias",
            KMS.Alias(aliasName: ResourceName("alias/\(stack.physicalName("").base)"), targetKeyID: key.id),
            purpose: "The name of the key.")
        return key
    }

    private func statements(for service: Service) -> [IAM.Statement] {
        service == .fargate ? Self.fargate : [statement(for: service)]
    }

    /// The disks of tasks. Source: Amazon ECS Developer Guide, "Create an encryption key for Fargate ephemeral storage".
    private static let fargate: [IAM.Statement] = {
        let account = IAM.Condition(.stringEquals, "kms:EncryptionContext:aws:ecs:clusterAccount", AWS.accountID)
        let onlyDecrypt = IAM.Condition(
            .init(rawValue: "ForAllValues:StringEquals"), "kms:GrantOperations", anyOf: ["Decrypt"])
        return [
            IAM.Statement(
                .allow, to: .services([Service.fargate.principal]), sid: "FargateEncrypts",
                actions: ["kms:GenerateDataKeyWithoutPlaintext"], conditions: [account]),
            IAM.Statement(
                .allow, to: .services([Service.fargate.principal]), sid: "FargateGrants", actions: ["kms:CreateGrant"],
                conditions: [account, onlyDecrypt]),
        ]
    }()

    private func statement(for service: Service) -> IAM.Statement {
        let isLogs = service == .logs
        return IAM.Statement(
            .allow, to: .services([service.principal]),
            sid: "\(service.rawValue.prefix(1).uppercased())\(service.rawValue.dropFirst())",
            actions: isLogs
                ? [
                    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                ]
                : ["kms:Decrypt", "kms:GenerateDataKey"],
            conditions: isLogs
                ? [
                    IAM.Condition(
                        .arnLike, "kms:EncryptionContext:aws:logs:arn",
                        "arn:\(AWS.partition):logs:\(AWS.region):\(AWS.accountID):*")
                ] : [])
    }
}
