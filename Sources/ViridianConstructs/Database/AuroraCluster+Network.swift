public import ViridianResources
import ViridianTemplate

extension AuroraCluster {
    func check(_ stack: inout Stack) {
        if !(1...35).contains(backupDays) {
            stack.report(.invalidValue, "backups can't be kept \(backupDays) days", advice: "Aurora keeps them 1 to 35 days.")
        }
        if let instances, !(1...16).contains(instances) {
            stack.report(
                .invalidValue, "a database can't have \(instances) instances",
                advice: "It has a writer, and up to 15 readers.")
        }
        if databaseName.wholeMatch(of: /[A-Za-z][A-Za-z0-9]{0,63}/) == nil {
            stack.report(
                .invalidValue, "\"\(databaseName)\" can't be the name of a database",
                advice: "Use 1 to 64 letters and digits, the first a letter.")
        }
    }

    func addObserver(to stack: inout Stack) -> Handle<IAM.Role>? {
        guard enhancedMonitoring else { return nil }
        return stack.add(
            "ObserverRole",
            IAM.Role(
                assumeRolePolicyDocument: .trust(
                    .rdsMonitoring, conditions: [IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID)]),
                description: "Notes what the machines of the database do",
                managedPolicyARNs: [
                    "arn:\(AWS.partition):iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
                ]),
            purpose: "What may write what the machines of the database do.")
    }

    func addInstance(
        _ number: Int, of cluster: Handle<RDS.DBCluster>, in subnets: Handle<RDS.DBSubnetGroup>,
        seenBy observer: Handle<IAM.Role>?, to stack: inout Stack
    ) -> Handle<RDS.DBInstance> {
        // Without a zone AWS would choose one at random, perhaps the same twice.
        let zones = max(1, (network.isolatedSubnets.isEmpty ? network.privateSubnets : network.isolatedSubnets).count)
        return stack.add(
            "Instance\(number)",
            RDS.DBInstance(
                autoMinorVersionUpgrade: true, availabilityZone: .select((number - 1) % zones, from: AWS.availabilityZones),
                dbClusterIdentifier: cluster.identifier, dbInstanceClass: instanceClass,
                dbSubnetGroupName: subnets.name, engine: Input(engine.name),
                monitoringInterval: observer == nil ? nil : 60, monitoringRoleARN: observer?.arn,
                promotionTier: Input(number - 1),
                publiclyAccessible: false),
            purpose: number == 1 ? "Answers for the database, and writes." : "Reads, and writes when the writer fails.",
            deletionPolicy: .delete)
    }

    /// Without a rule for what may leave, everything may: this one lets nothing.
    func addSecurityGroup(to stack: inout Stack) -> Handle<EC2.SecurityGroup> {
        stack.add(
            "SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "Whoever is allowed to the database",
                securityGroupEgress: [.init(cidrIP: "127.0.0.1/32", description: "Nothing leaves", ipProtocol: .all)],
                vpcID: network.vpcID),
            purpose: "Lets nobody reach the database until somebody is allowed to.")
    }

    /// RDS would make these groups itself, and keep what is in them for ever.
    func addLogs(to stack: inout Stack) -> [any LogicalReference] {
        let name = stack.physicalName("").full
        return engine.logs.map { log in
            var group = Logs.LogGroup(retentionInDays: retention(in: stack))
            group.properties.set("LogGroupName", "/aws/rds/cluster/\(name)/\(log)" as Input<String>)
            return stack.add(
                "\(log.prefix(1).uppercased())\(log.dropFirst())Logs", group, purpose: "Keeps the \(log) log of the database.",
                deletionPolicy: stack.environment.stage == .production ? .retainExceptOnCreate : .delete)
        }
    }

    static func properties(_ settings: [String: String]) -> Properties {
        var properties = Properties()
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) { properties.set(name, value) }
        return properties
    }
}

extension AuroraCluster.Parts {
    /// One field of the database's secret, for the variables of containers: `username`, `password`, `host`, `port`, `engine`. The
    /// last three are there only once the secret is attached, so services wait for that.
    public func reference(_ field: String) -> SecretReference {
        SecretReference(secret.secret.arn, field: field, key: secret.key, waitsFor: [attachment])
    }

    /// Lets what is in a security group connect to the database. The name tells several of them apart.
    public func allow(_ group: Handle<EC2.SecurityGroup>, _ name: String, in stack: inout Stack) {
        stack.add(
            "\(name)To\(cluster.logicalID)",
            EC2.SecurityGroupIngress(
                description: Input("Connections of \(name)"), fromPort: Input(port), groupID: securityGroup.id, ipProtocol: .tcp,
                sourceSecurityGroupID: group.id, toPort: Input(port)),
            purpose: "Lets \(name) connect to the database.")
    }
}
