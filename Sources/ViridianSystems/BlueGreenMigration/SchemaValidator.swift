import ViridianConstructs
import ViridianResources

/// The function that a release asks before green gets its first request: can the old version live with the new schema?
///
/// It gets the ARNs of the secrets and reads them itself, so that no password stands in its configuration. It stands in the
/// private subnets, from which it reaches the databases, and Secrets Manager by NAT.
struct SchemaValidator: Construct {
    var network: Network.Parts
    var blue: ColourDatabase
    var green: ColourDatabase

    init(in network: Network.Parts, blue: ColourDatabase, green: ColourDatabase) {
        self.network = network
        self.blue = blue
        self.green = green
    }

    struct Parts: Sendable {
        let function: Handle<Lambda.Function>
        let securityGroup: Handle<EC2.SecurityGroup>
    }

    func define(in stack: inout Stack) -> Parts {
        let name = stack.physicalName("").full
        var group = Logs.LogGroup(retentionInDays: .days7)
        group.properties.set("LogGroupName", "/aws/lambda/\(name)" as Input<String>)
        let logs = stack.add("Logs", group, purpose: "Keeps what was found when schemas were compared.", deletionPolicy: .delete)
        let firewall = stack.add(
            "SecurityGroup", EC2.SecurityGroup(groupDescription: "The function that compares schemas", vpcID: network.vpcID),
            purpose: "The firewall of the function that compares schemas: nobody may ask it.")
        let role = stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.lambda), description: "Reads the passwords of both databases",
                // A function in a network makes interfaces there; AWS's own policy says which actions that takes.
                managedPolicyARNs: [
                    "arn:\(AWS.partition):iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
                ],
                policies: [
                    .init(
                        policyDocument: IAM.PolicyDocument([
                            .allow(
                                ["secretsmanager:GetSecretValue"], on: [blue.secret.typed(), green.secret.typed()],
                                sid: "ReadPasswords"),
                            .allow(["kms:Decrypt"], on: [blue.key.typed(), green.key.typed()], sid: "OpenPasswords"),
                        ]), policyName: "compare-schemas")
                ]),
            purpose: "What the function may do that compares schemas.")
        let function = stack.add(
            "Function",
            Lambda.Function(
                architectures: [.x86], code: stack.code(ofFunction: "schema-validator"),
                description: "Says whether the old version can live with the new schema",
                environment: .init(variables: [
                    "BLUE_DATABASE": blue.name, "BLUE_SECRET_ARN": blue.secret.typed(), "GREEN_DATABASE": green.name,
                    "GREEN_SECRET_ARN": green.secret.typed(),
                ]),
                functionName: stack.physicalName(""), handler: "bootstrap", loggingConfig: .init(logGroup: logs.name),
                memorySize: 256, role: role.arn, runtime: .providedAL2023, timeout: 60,
                vpcConfig: .init(securityGroupIDs: [firewall.id], subnetIDs: network.privateSubnetIDs)),
            purpose: "Compares the schemas of blue and green, and fails a release that would break the old version.",
            dependsOn: network.waysOut.map { $0 })
        return Parts(function: function, securityGroup: firewall)
    }
}
