public import ViridianResources

/// One database follows another: all that is there, and then every change, by AWS DMS.
///
/// ```swift
/// stack.add("Replication", DatabaseReplication(
///     from: blue, to: green, in: network, tables: TableMappings(schema: "payment"), certificate: bundle.value))
/// ```
///
/// DMS reads both passwords from their secrets. CloudFormation makes a task but never starts it, and can neither change nor
/// delete one that runs: a small function starts it, and stops it first when the stack goes. MySQL is reached by TLS with AWS's
/// certificates, which somebody imports once (`aws dms import-certificate`). DMS needs the role `dms-vpc-role`, which an account
/// has once: the parameter `CreateReplicationRole` says whether this stack makes it.
/// Source: AWS Database Migration Service User Guide, "Creating the IAM roles to use with AWS DMS" and "Using secrets".
public struct DatabaseReplication: Construct {
    /// The database that is followed; it was made with `replicates: true`.
    public var source: AuroraCluster.Parts
    /// The database that follows.
    public var target: AuroraCluster.Parts
    /// Where the machine stands that replicates.
    public var network: Network.Parts
    /// What is replicated.
    public var tables: TableMappings
    /// The ARN of AWS's certificates as DMS knows them; MySQL needs it.
    public var certificate: Input<String>?
    /// The class of the machine that replicates.
    public var instanceClass: Input<String>
    /// The key that encrypts what the machine keeps; without one, AWS's own.
    public var key: Input<ARN<KMS.Key>>?

    /// A replication.
    public init(
        from source: AuroraCluster.Parts, to target: AuroraCluster.Parts, in network: Network.Parts, tables: TableMappings,
        certificate: Input<String>? = nil, instanceClass: Input<String> = "dms.t3.medium", key: Input<ARN<KMS.Key>>? = nil
    ) {
        self.source = source
        self.target = target
        self.network = network
        self.tables = tables
        self.certificate = certificate
        self.instanceClass = instanceClass
        self.key = key
    }

    /// What others need of a replication.
    public struct Parts: Hashable, Sendable {
        /// The machine that replicates.
        public let instance: Handle<DMS.ReplicationInstance>
        /// The name by which metrics know it.
        public let identifier: Input<String>
        /// The name by which metrics know the task.
        public let taskIdentifier: Input<String>
        /// What is replicated.
        public let task: Handle<DMS.ReplicationTask>
    }

    /// Adds the replication's resources.
    public func define(in stack: inout Stack) -> Parts {
        check(&stack)
        let accountRole = addAccountRole(to: &stack)
        let group = stack.add(
            "SecurityGroup",
            EC2.SecurityGroup(groupDescription: "The machine that replicates", vpcID: network.vpcID),
            purpose: "The firewall of the machine that replicates.")
        source.allow(group, stack.constructName, in: &stack)
        if target.cluster != source.cluster { target.allow(group, stack.constructName, in: &stack) }
        let subnets = stack.add(
            "Subnets",
            DMS.ReplicationSubnetGroup(
                replicationSubnetGroupDescription: "Where the machine that replicates may stand",
                subnetIDs: network.privateSubnetIDs,
                // CloudFormation lets nothing wait for what may not be there; a tag that names it does.
                tags: [Tag("Role", accountRole)]),
            purpose: "Where the machine that replicates may stand.")
        let instance = stack.add(
            "Instance",
            DMS.ReplicationInstance(
                allocatedStorage: 50, autoMinorVersionUpgrade: true, kmsKeyID: key,
                multiAZ: Input(stack.environment.stage == .production), publiclyAccessible: false,
                replicationInstanceClass: instanceClass, replicationInstanceIdentifier: stack.physicalName(""),
                replicationSubnetGroupIdentifier: subnets.identifier, vpcSecurityGroupIDs: [group.id]),
            purpose: "The machine that replicates.")
        let role = addEndpointRole(to: &stack)
        let from = addEndpoint("Source", source, role: role, to: &stack)
        let to = addEndpoint("Target", target, role: role, to: &stack)
        let task = stack.add(
            "Task",
            DMS.ReplicationTask(
                migrationType: .fullLoadAndCdc, replicationInstanceARN: instance.arn,
                replicationTaskIdentifier: stack.physicalName(""), sourceEndpointARN: from.arn,
                tableMappings: Input(tables.text), targetEndpointARN: to.arn),
            purpose: "Says what is replicated, and how.")
        let start = addStarter(for: task, to: &stack)
        stack.output("Task", task.arn, purpose: "The task that replicates.")
        return Parts(
            instance: instance, identifier: stack.physicalName("").full,
            taskIdentifier: start.attribute("Identifier"), task: task)
    }

    private func check(_ stack: inout Stack) {
        for problem in tables.problems { stack.report(.invalidValue, problem, advice: "Write TableMappings(schema: \"shop\").") }
        if source.engine.isMySQL || target.engine.isMySQL, certificate == nil {
            stack.report(
                .invalidValue, "DMS reaches MySQL by TLS only with a certificate",
                advice: "Import AWS's bundle into DMS, and give its ARN as certificate: ….")
        }
    }
}
