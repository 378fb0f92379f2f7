import ViridianResources

extension DatabaseReplication {
    /// The role by whose fixed name DMS finds it; two stacks of an account can't both make it. Whoever uses the name waits for
    /// the role where this stack makes it.
    func addAccountRole(to stack: inout Stack) -> Input<String> {
        let create = stack.parameter(
            "CreateReplicationRole", default: "true", .oneOf("true", "false"),
            purpose: "Whether the stack makes dms-vpc-role, which an account has once.")
        let makesRole = stack.condition("MakesReplicationRole", .equals(create.value, "true"))
        let made = stack.when(makesRole) { stack in
            var role = IAM.Role(
                assumeRolePolicyDocument: .trust(ServicePrincipals.dms), description: "Lets DMS stand in networks",
                managedPolicyARNs: [
                    "arn:\(AWS.partition):iam::aws:policy/service-role/AmazonDMSVPCManagementRole"
                ])
            role.properties.set("RoleName", "dms-vpc-role")
            return stack.add("AccountRole", role, purpose: "Lets DMS put its machines into networks.")
        }
        return .if(makesRole, then: made.name, else: "dms-vpc-role")
    }

    /// DMS reads secrets as this role. Its principal has the region in it, unlike that of the account's role.
    func addEndpointRole(to stack: inout Stack) -> Handle<IAM.Role> {
        let secrets = [source.secret, target.secret]
        var keys: [Input<String>] = []
        for key in secrets.compactMap(\.key) where !keys.contains(key.typed()) { keys.append(key.typed()) }
        let read = IAM.Statement.allow(
            ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
            on: .list(secrets.map { $0.secret.arn.typed() }), sid: "ReadPasswords")
        let open =
            keys.isEmpty
            ? []
            : [IAM.Statement.allow(["kms:Decrypt", "kms:DescribeKey"], on: .list(keys), sid: "OpenPasswords")]
        let trust = IAM.Statement(
            .allow, to: .services(["dms.\(AWS.region).\(AWS.urlSuffix)"]), actions: ["sts:AssumeRole"], resources: nil)
        return stack.add(
            "SecretsRole",
            IAM.Role(
                assumeRolePolicyDocument: IAM.PolicyDocument([trust]), description: "Reads the passwords of both databases",
                policies: [.init(policyDocument: IAM.PolicyDocument([read] + open), policyName: "read-passwords")]),
            purpose: "What DMS may read.")
    }

    func addEndpoint(
        _ side: String, _ database: AuroraCluster.Parts, role: Handle<IAM.Role>, to stack: inout Stack
    ) -> Handle<DMS.Endpoint> {
        let secret = database.secret.secret.arn
        let isMySQL = database.engine.isMySQL
        // Aurora MySQL is called aurora here, and has no database: its schemas are chosen by the mappings.
        let endpoint = DMS.Endpoint(
            certificateARN: isMySQL ? certificate : nil, databaseName: isMySQL ? nil : "postgres",
            endpointType: Input(side.lowercased()), engineName: isMySQL ? "aurora" : "aurora-postgresql", kmsKeyID: key,
            mySQLSettings: isMySQL
                ? .init(secretsManagerAccessRoleARN: role.arn, secretsManagerSecretID: secret) : nil,
            postgreSQLSettings: isMySQL
                ? nil : .init(secretsManagerAccessRoleARN: role.arn, secretsManagerSecretID: secret),
            sslMode: isMySQL ? "verify-ca" : "require")
        return stack.add(
            side, endpoint, purpose: side == "Source" ? "The database that is followed." : "The database that follows.",
            dependsOn: [database.attachment] + database.instances)
    }
}

/// Services that only replication names.
private enum ServicePrincipals {
    static let dms = IAM.ServicePrincipal(rawValue: "dms.amazonaws.com")
}
