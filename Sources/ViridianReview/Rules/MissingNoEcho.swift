import ViridianTemplate

extension Rule {
    /// A password in everybody's console.
    static let missingNoEcho = Rule(
        "missing-no-echo", .high, .security, .practice,
        title: "Parameter used as a password without NoEcho",
        rationale:
            "Without NoEcho the console, the command line and every DescribeStacks show the value to whoever may look "
            + "at the stack.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
        failing: [
            """
            Parameters:
              ↓DatabasePassword: {Type: String}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, MasterUserPassword: !Ref DatabasePassword}
            """,
            """
            Parameters:
              ↓Partner: {Type: String}
              ↓Value: {Type: String}
              User: {Type: String}
              ↓Third: {Type: String}
              ↓Fourth: {Type: String}
            Resources:
              Key:
                Type: AWS::SecretsManager::Secret
                Properties: {SecretString: !Ref Partner}
              Login:
                Type: AWS::SecretsManager::Secret
                Properties: {SecretString: !Sub '{"username": "${User}", "password": "${Value}"}'}
              Joined:
                Type: AWS::SecretsManager::Secret
                Properties: {SecretString: !Join ["", ['{"username":"', !Ref User, '","apiKey":"', !Ref Third, '"}']]}
              Database:
                Type: AWS::RDS::DBInstance
                Properties: {Engine: mysql, MasterUserPassword: !Ref Fourth}
            """,
        ],
        passing: [
            """
            Parameters:
              DatabasePassword: {Type: String, NoEcho: true}
              PasswordLength: {Type: Number, Default: 32}
              PasswordSecretArn: {Type: String}
              Stored: {Type: "AWS::SSM::Parameter::Value<String>"}
              Host: {Type: String}
              Managed: {Type: String}
              Hidden: {Type: String, NoEcho: true}
            Resources:
              Login:
                Type: AWS::SecretsManager::Secret
                Properties: {SecretString: !Sub '{"host": "${Host}", "url": "db://${Host}", "password": "${Hidden}"}'}
              Own:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, ManageMasterUserPassword: !Ref Managed}
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, MasterUserPassword: !Ref DatabasePassword}
            """
        ]
    ) { subject in
        var (used, secret): (Set<String>, Set<String>) = ([], [])
        for resource in subject.resourceList {
            for field in resource.properties.fields where holdsSecret(field.key) {
                used.formUnion(field.node.mentionedParameters)
                secret.formUnion(SecretText.parameters(in: field.node))
            }
        }
        return subject.section("Parameters").filter { parameter in
            let name = parameter.key.lowercased()
            let isPassword =
                name.hasSuffix("password") || secret.contains(parameter.key)
                || (used.contains(parameter.key) && name.contains("password"))
            guard isPassword, parameter.node["Type"]?.string == "String", parameter.node["AllowedValues"] == nil
            else { return false }
            return parameter.node["NoEcho"].map { $0.text == "false" } ?? true
        }.map { parameter in
            parameter.problem("the parameter \"\(parameter.key)\" is shown to everybody", fix: "Add NoEcho: true.")
        }
    }

    /// Whether a property's value is a secret, or is made up of some.
    private static func holdsSecret(_ key: String) -> Bool {
        (key.hasSuffix("Password") && !key.hasPrefix("Manage")) || key == "SecretString" || key == "AuthToken"
    }
}

extension Node {
    /// The names to which this and all below refer.
    fileprivate var mentionedParameters: Set<String> {
        var names: Set<String> = []
        forEach { names.formUnion($0.mentioned) }
        return names
    }
}
