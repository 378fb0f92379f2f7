import ViridianTemplate

extension Rule {
    /// A password that everybody who reads the template knows.
    static let literalSecret = Rule(
        "literal-secret", .high, .security, .practice,
        title: "Password or secret written into the template",
        rationale:
            "A template lies in repositories, buckets and stack histories. Whoever reads one of them has the "
            + "password, and changing "
            + "it is a deployment.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security-best-practices.html",
        failing: [
            """
            Parameters:
              Password: {Type: String, NoEcho: true, Default: changeme123}
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {SecretString: ↓'{"username":"shop","password":"example-secret"}'}
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, MasterUserPassword: ↓!Ref Password}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Environment:
                        - {Name: DB_PASSWORD, Value: ↓example-secret}
            """
        ],
        passing: [
            """
            Parameters:
              Password: {Type: String, NoEcho: true}
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {PasswordLength: 32}}
              Settings:
                Type: AWS::SecretsManager::Secret
                Properties: {SecretString: !Sub '{"username":"shop","password":"${Password}"}'}
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties:
                  Engine: aurora-mysql
                  MasterUserPassword: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Environment:
                        - {Name: DB_PASSWORD_FILE, Value: /run/secrets/password}
                        - {Name: DB_PASSWORD, Value: !Ref Password}
            """
        ]
    ) { subject in
        let properties = [
            ("AWS::SecretsManager::Secret", "SecretString"), ("AWS::RDS::DBCluster", "MasterUserPassword"),
            ("AWS::RDS::DBInstance", "MasterUserPassword"), ("AWS::DMS::Endpoint", "Password"),
        ]
        let direct = properties.flatMap { type, key in
            subject.resources(ofType: type).flatMap { subject.values(key, in: $0.properties) }
        }
        let variables = subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).flatMap { subject.items("Environment", in: $0.spot) }
        }.filter { isSecret(subject.text("Name", in: $0.spot) ?? "") }.flatMap { subject.values("Value", in: $0.spot) }
        return (direct + variables).compactMap { problem(with: $0) }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.uppercased()
        return ["PASSWORD", "PASSWD", "SECRET_KEY", "API_KEY", "SECRET_ACCESS_KEY", "ACCESS_TOKEN"].contains {
            name == $0 || name.hasSuffix("_\($0)")
        }
    }

    /// JSON without a field that sounds like a secret is a setting.
    private static func isTelling(_ text: String) -> Bool {
        guard text.first == "{" else { return true }
        return ["password", "secret", "key", "token"].contains { text.lowercased().contains($0) }
    }

    private static func problem(with value: Possibility) -> Problem? {
        guard let text = value.spot.node.string, !text.isEmpty, !text.hasDynamicReference, !text.hasPrefix("arn:"),
            isTelling(text)
        else { return nil }
        let origin = value.parameter.map { "the default of the parameter \($0)" } ?? "a text in the template"
        return Problem(
            "this secret is \(origin)", at: value.spot.place,
            fix: "Let Secrets Manager make it with GenerateSecretString, and refer to the secret.")
    }
}
