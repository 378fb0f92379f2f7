public import ViridianResources

/// An Aurora database: a writer and readers over the zones of a network, encrypted, backed up, and reached by TLS alone.
///
/// ```swift
/// let database = stack.add("Database", AuroraCluster(.mysql(), in: network, key: key.arn))
/// database.allow(web.securityGroup, "Web", in: &stack)
/// ```
/// Its password is made up by AWS and attached to it, so that the secret also knows host and port. In production it is protected
/// against deletion, and has a reader. Source: Amazon Aurora User Guide, "Amazon Aurora DB clusters".
public struct AuroraCluster: Construct {
    /// What it speaks.
    public var engine: AuroraEngine
    /// Where it stands: in isolated subnets, or in private ones where the network has no isolated.
    public var network: Network.Parts
    /// The key that encrypts it and its secret; without one, AWS's own.
    public var key: Input<ARN<KMS.Key>>?
    /// The name of the first database.
    public var databaseName: String
    /// The user to whom everything is allowed.
    public var user: String
    /// The class of its instances.
    public var instanceClass: Input<String>
    /// The writer and its readers; by default one instance, and two in production.
    public var instances: Int?
    /// How many days backups are kept, and any moment of them can be restored.
    public var backupDays: Int
    /// Whether other databases follow its changes.
    public var replicates: Bool
    /// Where it holds, the database has one reader more, in another zone.
    public var extraReader: Condition?
    /// The user's name and password, if the secret is not the database's own.
    public var secret: SecretStore.Parts?
    /// Whether what its machines do is noted each minute. Source: Amazon Aurora User Guide, "Monitoring OS metrics with Enhanced
    /// Monitoring".
    public var enhancedMonitoring: Bool
    /// Whether the database can't be deleted; by default in production.
    public var deletionProtection: Input<Bool>?

    /// A database.
    public init(
        _ engine: AuroraEngine, in network: Network.Parts, key: Input<ARN<KMS.Key>>? = nil, databaseName: String = "app",
        user: String = "owner", instanceClass: Input<String> = "db.t4g.medium", instances: Int? = nil, backupDays: Int = 7,
        replicates: Bool = false, extraReader: Condition? = nil, secret: SecretStore.Parts? = nil,
        deletionProtection: Input<Bool>? = nil, enhancedMonitoring: Bool = false
    ) {
        self.engine = engine
        self.network = network
        self.key = key
        self.databaseName = databaseName
        self.user = user
        self.instanceClass = instanceClass
        self.instances = instances
        self.backupDays = backupDays
        self.replicates = replicates
        self.extraReader = extraReader
        self.secret = secret
        self.deletionProtection = deletionProtection
        self.enhancedMonitoring = enhancedMonitoring
    }

    /// What others need of a database.
    public struct Parts: Hashable, Sendable {
        /// The cluster itself.
        public let cluster: Handle<RDS.DBCluster>
        /// The writer, and its readers; without one that is there only where a condition holds.
        public let instances: [Handle<RDS.DBInstance>]
        /// The user's password, and where the database is.
        public let secret: SecretStore.Parts
        /// What tells the secret where the database is: whoever reads that from the secret must wait for it.
        public let attachment: Handle<SecretsManager.SecretTargetAttachment>
        /// The database's firewall, which lets nobody in until somebody is allowed.
        public let securityGroup: Handle<EC2.SecurityGroup>
        /// Where it stands.
        public let subnets: [Handle<EC2.Subnet>]
        /// What it speaks.
        public let engine: AuroraEngine
        /// The port on which it listens.
        public let port: Int
    }

    /// Adds the database's resources.
    public func define(in stack: inout Stack) -> Parts {
        check(&stack)
        let isProduction = stack.environment.stage == .production
        let secret = secret ?? stack.add("Master", SecretStore(user: user, key: key))
        let inside = network.isolatedSubnets.isEmpty ? network.privateSubnets : network.isolatedSubnets
        let subnets = stack.add(
            "Subnets",
            RDS.DBSubnetGroup(
                dbSubnetGroupDescription: "Where the database stands", subnetIDs: .list(inside.map(\.id))),
            purpose: "Where the database may stand.")
        let settings = stack.add(
            "Settings",
            RDS.DBClusterParameterGroup(
                description: "TLS alone, and who connects is written down", family: Input(engine.family),
                parameters: Self.properties(engine.parameters(replicates: replicates))),
            purpose: "The settings of the database.")
        let group = addSecurityGroup(to: &stack)
        let logs = addLogs(to: &stack)
        let cluster = stack.add(
            "Cluster",
            RDS.DBCluster(
                backupRetentionPeriod: Input(backupDays), copyTagsToSnapshot: true, dbClusterIdentifier: stack.physicalName(""),
                dbClusterParameterGroupName: settings.name, dbSubnetGroupName: subnets.name, databaseName: Input(databaseName),
                deletionProtection: deletionProtection ?? Input(isProduction), enableCloudwatchLogsExports: Input(engine.logs),
                enableIAMDatabaseAuthentication: true, engine: Input(engine.name), engineVersion: Input(engine.version),
                kmsKeyID: key, masterUserPassword: .secret(secret.secret.arn, field: "password"),
                masterUsername: .secret(secret.secret.arn, field: "username"), port: Input(engine.port), storageEncrypted: true,
                vpcSecurityGroupIDs: [group.id]),
            purpose: "The database, without the instances that answer for it.", dependsOn: logs)
        let observer = addObserver(to: &stack)
        let members = (1...max(1, instances ?? (isProduction ? 2 : 1))).map { number in
            addInstance(number, of: cluster, in: subnets, seenBy: observer, to: &stack)
        }
        if let extraReader {
            stack.when(extraReader) { stack in
                _ = addInstance(members.count + 1, of: cluster, in: subnets, seenBy: observer, to: &stack)
            }
        }
        let attachment = stack.add(
            "Attachment",
            SecretsManager.SecretTargetAttachment(
                secretID: secret.secret.arn, targetID: cluster.identifier, targetType: "AWS::RDS::DBCluster"),
            purpose: "Tells the secret where its database is.")
        stack.output("Endpoint", cluster.endpointAddress, purpose: "Where the database takes changes.")
        stack.output("Secret", secret.secret.arn, purpose: "The secret with the database's password.")
        return Parts(
            cluster: cluster, instances: members, secret: secret, attachment: attachment, securityGroup: group, subnets: inside,
            engine: engine, port: engine.port)
    }
}
