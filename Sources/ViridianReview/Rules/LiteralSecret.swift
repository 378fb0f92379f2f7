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
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {EnvironmentVariables: [{Name: NPM_TOKEN, Value: ↓npm-1234}]}
              Function:
                Type: AWS::Lambda::Function
                Properties: {Environment: {Variables: {STRIPE_API_KEY: ↓sk-1234, STRIPE_URL: https://example.com}}}
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
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    EnvironmentVariables:
                      - {Name: NPM_TOKEN, Type: SECRETS_MANAGER, Value: "npm:token"}
                      - {Name: GITHUB_TOKEN, Type: PARAMETER_STORE, Value: token}
              Function:
                Type: AWS::Lambda::Function
                Properties: {Environment: {Variables: {NEXT_TOKEN: a1, API_KEY: /shop/api-key}}}
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
        return (direct + variables + buildVariables(subject) + functionVariables(subject)).compactMap { problem(with: $0) }
    }

    /// The values of variables of builds that sound like secrets; not those that only name where one is kept.
    private static func buildVariables(_ subject: Subject) -> [Possibility] {
        subject.resources(ofType: "AWS::CodeBuild::Project").flatMap { _, properties in
            subject.items("Environment.EnvironmentVariables", in: properties)
        }.filter { variable in
            let type = subject.lacks("Type", in: variable.spot) ? "PLAINTEXT" : subject.text("Type", in: variable.spot)
            return type == "PLAINTEXT" && isSecret(subject.text("Name", in: variable.spot) ?? "")
        }.flatMap { subject.values("Value", in: $0.spot) }
    }

    private static func functionVariables(_ subject: Subject) -> [Possibility] {
        subject.resources(ofType: "AWS::Lambda::Function").flatMap { _, properties in
            subject.values("Environment.Variables", in: properties).flatMap { variables in
                variables.spot.fields.filter { isSecret($0.key) }.flatMap { subject.values(of: $0, in: variables.scenario) }
            }
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.uppercased()
        let words = [
            "PASSWORD", "PASSWD", "SECRET_KEY", "API_KEY", "SECRET_ACCESS_KEY", "ACCESS_TOKEN", "AUTH_TOKEN", "GITHUB_TOKEN",
            "NPM_TOKEN", "CLIENT_SECRET", "JWT_SECRET", "SESSION_SECRET", "WEBHOOK_SECRET", "PRIVATE_KEY",
        ]
        return words.contains { name == $0 || name.hasSuffix("_\($0)") }
    }

    /// A path, as of a parameter, and a name that says what it is for only tell where the secret is.
    private static func isPlace(_ text: String) -> Bool {
        text.hasPrefix("/") || text.hasPrefix("s3://") || (text.contains("/") && !text.contains(where: \.isNumber))
    }

    /// JSON without a field that sounds like a secret is a setting.
    private static func isTelling(_ text: String) -> Bool {
        guard text.first == "{" else { return true }
        return ["password", "secret", "key", "token"].contains { text.lowercased().contains($0) }
    }

    private static func problem(with value: Possibility) -> Problem? {
        guard let text = value.spot.node.string, !text.isEmpty, !text.hasDynamicReference, !text.hasPrefix("arn:"),
            isTelling(text), !isPlace(text)
        else { return nil }
        let origin = value.parameter.map { "the default of the parameter \($0)" } ?? "a text in the template"
        return Problem(
            "this secret is \(origin)", at: value.spot.place,
            fix: "Let Secrets Manager make it with GenerateSecretString, and refer to the secret.")
    }
}
