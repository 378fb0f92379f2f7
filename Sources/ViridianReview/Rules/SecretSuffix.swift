import ViridianTemplate

extension Rule {
    /// A key of a secret that ECS can't read out of the ARN.
    static let secretSuffix = Rule(
        "secret-suffix", .critical, .deployment, .practice,
        title: "Key of a secret without the two colons after it",
        rationale:
            "Behind the ARN come key, version stage and version id, and all three colons must be written even where the last two "
            + "parts are empty. Without them no task starts.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        failing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Secrets: [{Name: PASSWORD, ValueFrom: ↓!Sub "${Secret}:password"}]
            """
        ],
        passing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Secrets:
                        - {Name: PASSWORD, ValueFrom: !Sub "${Secret}:password::"}
                        - {Name: OLD, ValueFrom: !Join ["", [!Ref Secret, ":password:AWSPREVIOUS:"]]}
                        - {Name: WHOLE, ValueFrom: !Ref Secret}
            """
        ]
    ) { subject in
        subject.secretUses.compactMap { use in
            guard use.secret != nil || use.isARNByParameter, let suffix = use.suffix, suffix.hasPrefix(":"),
                suffix.count(where: { $0 == ":" }) != 3
            else { return nil }
            let key = suffix.split(separator: ":").first ?? "key"
            return Problem(
                "\"\(suffix)\" is not a key of a secret: it has \(suffix.count(where: { $0 == ":" })) of 3 colons",
                at: use.valueFrom.place, fix: "Write \":\(key)::\" behind the secret's ARN.")
        }
    }
}
