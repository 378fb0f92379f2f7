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
            """
        ],
        passing: [
            """
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
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::ECS::TaskDefinition").flatMap { _, properties in
            subject.items("ContainerDefinitions", in: properties).flatMap { subject.items("Secrets", in: $0.spot) }
                .compactMap { problem(with: $0.spot, subject) }
        }
    }

    private static func problem(with entry: Spot, _ subject: Subject) -> Problem? {
        guard let value = entry["ValueFrom"], let secret = subject.resource(named: value.node),
            secret.type == "AWS::SecretsManager::Secret", let name = subject.text("Name", in: entry)?.uppercased(),
            !subject.lacks("Properties.GenerateSecretString.SecretStringTemplate", in: subject.spot(secret))
        else { return nil }
        let single = ["PASSWORD", "PASS", "PWD", "USERNAME", "USER", "HOST", "PORT", "TOKEN", "API_KEY"]
        guard let part = single.first(where: { name == $0 || name.hasSuffix("_\($0)") }) else { return nil }
        let key = part == "PASS" || part == "PWD" ? "password" : part.lowercased()
        return Problem(
            "\(name) gets the whole JSON of \"\(secret.logicalID)\"", at: value.place,
            fix: "Name the key: !Sub \"${\(secret.logicalID)}:\(key)::\".")
    }
}
