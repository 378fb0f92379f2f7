public import ViridianResources

/// Changes a database's password from time to time, by AWS's own function.
///
/// ```swift
/// let app = stack.add("App", SecretStore(user: "app", superuser: database.secret))
/// stack.add("Rotation", SecretRotation(of: app, in: database, network: network))
/// ```
///
/// With a superuser, two users take turns, so that running tasks keep a password that is good until the next turn. Without one
/// the password changes under them, and they must be started anew. Nothing is changed at deployment. The first user of a turn
/// must be there before: CloudFormation makes none. The template needs the capability `CAPABILITY_AUTO_EXPAND`.
/// Source: AWS Secrets Manager User Guide, "Lambda function rotation strategies"; CloudFormation Template Reference,
/// "AWS::SecretsManager transform".
public struct SecretRotation: Construct {
    /// The secret that changes.
    public var secret: SecretStore.Parts
    /// The database that it opens.
    public var database: AuroraCluster.Parts
    /// Where AWS's function stands; it must reach the database and Secrets Manager.
    public var network: Network.Parts
    /// How many days a password is good.
    public var days: Int

    /// A password that changes.
    public init(of secret: SecretStore.Parts, in database: AuroraCluster.Parts, network: Network.Parts, days: Int = 30) {
        self.secret = secret
        self.database = database
        self.network = network
        self.days = days
    }

    /// Adds the schedule, and lets AWS's function reach the database.
    public func define(in stack: inout Stack) -> Handle<SecretsManager.RotationSchedule> {
        if !(1...1000).contains(days) {
            stack.report(.invalidValue, "a password can't be good for \(days) days", advice: "Say 1 to 1000 days.")
        }
        stack.use(.secretsManager)
        let firewall = stack.add(
            "SecurityGroup",
            EC2.SecurityGroup(groupDescription: "The function that changes the password", vpcID: network.vpcID),
            purpose: "The firewall of the function that changes the password.")
        database.allow(firewall, stack.constructName, in: &stack)
        let attachment = secret.secret == database.secret.secret ? database.attachment : attach(to: &stack)
        let engine = database.engine.isMySQL ? "MySQL" : "PostgreSQL"
        // Without a name of ours its log group would be Lambda's to make, and be kept for ever.
        let name = stack.physicalName("").full
        var group = Logs.LogGroup(retentionInDays: retention(in: stack))
        group.properties.set("LogGroupName", "/aws/lambda/\(name)" as Input<String>)
        let logs = stack.add(
            "Logs", group, purpose: "Keeps what the function writes that changes the password.", deletionPolicy: .delete)
        return stack.add(
            "Schedule",
            SecretsManager.RotationSchedule(
                hostedRotationLambda: .init(
                    excludeCharacters: "\"@/\\' ", kmsKeyARN: secret.key,
                    rotationLambdaName: name,
                    rotationType: Input("\(engine)\(secret.superuser == nil ? "Single" : "Multi")User"),
                    superuserSecretARN: secret.superuser,
                    superuserSecretKMSKeyARN: secret.superuser == nil ? nil : database.secret.key,
                    vpcSecurityGroupIDs: firewall.id,
                    vpcSubnetIDs: .join(",", network.privateSubnetIDs)),
                rotateImmediatelyOnUpdate: false, rotationRules: .init(automaticallyAfterDays: Input(days)),
                secretID: secret.secret.arn),
            purpose: "Changes the password every \(days) days.", dependsOn: [attachment, database.attachment, logs])
    }

    private func attach(to stack: inout Stack) -> Handle<SecretsManager.SecretTargetAttachment> {
        stack.add(
            "Attachment",
            SecretsManager.SecretTargetAttachment(
                secretID: secret.secret.arn, targetID: database.cluster.identifier, targetType: "AWS::RDS::DBCluster"),
            purpose: "Tells the secret where its database is.")
    }
}
