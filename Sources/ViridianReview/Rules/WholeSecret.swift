import ViridianTemplate

extension Rule {
    /// A password that is a piece of JSON.
    static let wholeSecret = Rule(
        "whole-secret", .high, .deployment, .practice,
        title: "Variable for one value that gets a whole secret of several",
        rationale:
            "Without a key ECS puts the secret's whole JSON, user name and all, into the variable, and the "
            + "application sends that "
            + "as its password.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        failing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties:
                  GenerateSecretString: {SecretStringTemplate: '{"username": "shop"}', GenerateStringKey: password}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Secrets: [{Name: DB_PASSWORD, ValueFrom: ↓!Ref Secret}]
            """,
            """
            Parameters:
              Credentials: {Type: String}
            Resources:
              Cluster:
                Type: AWS::RDS::DBCluster
                Properties: {Engine: aurora-mysql, MasterUsername: shop, ManageMasterUserPassword: true}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Secrets:
                        - {Name: DB_PASSWORD, ValueFrom: ↓!GetAtt Cluster.MasterUserSecret.SecretArn}
                        - {Name: API_USER, ValueFrom: !Sub "${Credentials}:username::"}
                        - {Name: API_PASSWORD, ValueFrom: ↓!Ref Credentials}
            """,
        ],
        passing: [
            """
            Parameters:
              Given: {Type: String}
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties:
                  GenerateSecretString: {SecretStringTemplate: '{"username": "shop"}', GenerateStringKey: password}
              Plain:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {PasswordLength: 40}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Secrets:
                        - {Name: DB_PASSWORD, ValueFrom: !Sub "${Secret}:password::"}
                        - {Name: DB_CREDENTIALS, ValueFrom: !Ref Secret}
                        - {Name: API_PASSWORD, ValueFrom: !Ref Plain}
                        - {Name: OTHER_PASSWORD, ValueFrom: !Ref Given}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).flatMap { subject.items("Secrets", in: $0.spot) }
                .compactMap { problem(with: $0.spot, subject) }
        }
    }

    private static func problem(with entry: Spot, _ subject: Subject) -> Problem? {
        guard let value = entry["ValueFrom"], let base = wholeValue(value.node),
            let name = subject.text("Name", in: entry)?.uppercased(), isJSON(base, subject)
        else { return nil }
        let single = ["PASSWORD", "PASS", "PWD", "USERNAME", "USER", "HOST", "PORT", "TOKEN", "API_KEY"]
        guard let part = single.first(where: { name == $0 || name.hasSuffix("_\($0)") }) else { return nil }
        let key = part == "PASS" || part == "PWD" ? "password" : part.lowercased()
        return Problem(
            "\(name) gets the whole JSON of \"\(base.prefix { $0 != "." })\"", at: value.place,
            fix: "Name the key: !Sub \"${\(base)}:\(key)::\".")
    }

    /// What a value takes whole: the name of a secret or of a parameter, or an attribute that is a secret's ARN.
    private static func wholeValue(_ node: Node) -> String? {
        switch node.function {
        case .ref(let name)?: return name
        case .getAtt(let name, let attribute)?: return attribute.string.map { $0 == "Id" ? name : "\(name).\($0)" }
        case .sub(let text, let variables)? where variables.isEmpty:
            let parts = Substitution.parts(of: text)
            guard parts.count == 1, case .name(let name)? = parts.first else { return nil }
            return name
        default: return nil
        }
    }

    /// Whether a secret certainly is JSON: made from a template, managed by RDS, or taken apart by key elsewhere.
    private static func isJSON(_ base: String, _ subject: Subject) -> Bool {
        if base.hasSuffix(".MasterUserSecret.SecretArn") { return true }
        if let secret = subject.resources[base] {
            guard secret.type == "AWS::SecretsManager::Secret" else { return false }
            let properties = subject.spot(secret)["Properties"]
            let text = subject.values("SecretString", in: properties).first.map { subject.knownText(of: $0.spot.node) }
            return !subject.lacks("GenerateSecretString.SecretStringTemplate", in: properties)
                || text?.drop(while: \.isWhitespace).first == "{"
        }
        guard subject.parameters[base] != nil else { return false }
        return subject.secretUses.contains { use in
            var isNamed = false
            use.valueFrom.node.forEach { isNamed = isNamed || $0.mentioned.contains(base) }
            return isNamed && use.suffix?.isEmpty == false
        }
    }
}
