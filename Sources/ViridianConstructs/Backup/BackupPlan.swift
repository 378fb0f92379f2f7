public import ViridianResources

/// Backups of databases by AWS Backup, into a vault that is encrypted.
///
/// ```swift
/// stack.add("Backups", BackupPlan(of: [blue.cluster.arn.typed(), green.cluster.arn.typed()], keptDays: 7, key: key.arn))
/// ```
/// Source: AWS Backup Developer Guide, "Backup plan options and configuration".
public struct BackupPlan: Construct {
    /// The ARNs of what is backed up.
    public var resources: [Input<String>]
    /// How many days a backup is kept.
    public var keptDays: Int
    /// When backups are made, in UTC.
    public var schedule: String
    /// The key that encrypts the vault; without one, AWS's own.
    public var key: Input<ARN<KMS.Key>>?

    /// A plan.
    public init(
        of resources: [Input<String>], keptDays: Int = 7, schedule: String = "cron(0 5 ? * * *)",
        key: Input<ARN<KMS.Key>>? = nil
    ) {
        self.resources = resources
        self.keptDays = keptDays
        self.schedule = schedule
        self.key = key
    }

    /// What others need of a plan.
    public struct Parts: Hashable, Sendable {
        /// Where backups are kept.
        public let vault: Handle<Backup.BackupVault>
        /// When they are made.
        public let plan: Handle<Backup.BackupPlan>
    }

    /// Adds the vault, the plan, and what is backed up.
    public func define(in stack: inout Stack) -> Parts {
        if resources.isEmpty || resources.count > 500 {
            stack.report(
                .invalidValue, "a plan can't back up \(resources.count) resources", advice: "Give 1 to 500 ARNs.")
        }
        if !(1...36500).contains(keptDays) {
            stack.report(.invalidValue, "a backup can't be kept \(keptDays) days", advice: "Say 1 to 36500 days.")
        }
        let vault = stack.add(
            "Vault", Backup.BackupVault(backupVaultName: stack.physicalName(""), encryptionKeyARN: key),
            purpose: "Where backups are kept.")
        let plan = stack.add(
            "Plan",
            Backup.BackupPlan(
                backupPlan: .init(
                    backupPlanName: stack.physicalName("").full,
                    backupPlanRule: [
                        .init(
                            completionWindowMinutes: 180, lifecycle: .init(deleteAfterDays: Input(Double(keptDays))),
                            ruleName: "daily", scheduleExpression: Input(schedule), startWindowMinutes: 60,
                            targetBackupVault: vault.name)
                    ])),
            purpose: "Says when backups are made, and that they are kept \(keptDays) days.")
        let role = stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.backup),
                description: "Makes backups",
                managedPolicyARNs: [
                    "arn:\(AWS.partition):iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
                ]),
            purpose: "What AWS Backup may do.")
        stack.add(
            "Selection",
            Backup.BackupSelection(
                backupPlanID: plan.id,
                backupSelection: .init(iamRoleARN: role.arn, resources: .list(resources), selectionName: "databases")),
            purpose: "Says what is backed up.")
        return Parts(vault: vault, plan: plan)
    }
}
