import ViridianTemplate

extension Rule {
    /// A secret that the tasks may read and never get.
    static let secretNotInjected = Rule(
        "secret-not-injected", .medium, .security, .practice,
        title: "Secret that an execution role may read and no container gets",
        rationale:
            "The execution role reads secrets only to put them into containers. Where no container names the secret "
            + "the application "
            + "starts without it, and the permission serves nobody but an intruder.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: secrets
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: ↓"*"}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: "web:1"}]
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: secrets
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: ↓!Ref Secret}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: "web:1"}]
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}}
              Role:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}}
              Reading:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Roles: [!Ref Role]
                  PolicyDocument:
                    Statement:
                      - {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: ↓!Ref Secret}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Image: "web:1"}]
            """,
        ],
        passing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: secrets
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !Ref Secret}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - {Name: web, Image: "web:1", Secrets: [{Name: KEY, ValueFrom: !Ref Secret}]}
            """
        ]
    ) { subject in
        let tasks = subject.resources(ofType: "AWS::ECS::TaskDefinition").map(\.spot)
        let roles = Set(tasks.compactMap { subject.resource(at: "Properties.ExecutionRoleArn", in: $0)?.logicalID })
        let used = tasks.reduce(into: Set<String>()) { $0.formUnion(subject.names(in: $1)) }
        let takesAny = tasks.flatMap { subject.items("Properties.ContainerDefinitions", in: $0) }.contains { container in
            ["Secrets", "RepositoryCredentials", "LogConfiguration.SecretOptions"].contains {
                !subject.lacks($0, in: container.spot)
            }
        }
        let attached = subject.resources(ofType: "AWS::SecretsManager::SecretTargetAttachment").filter {
            used.contains($0.spot.key)
        }
        let injected = attached.reduce(into: used) { $0.formUnion(subject.names(in: $1.spot)) }
        // First what is quickly asked: most statements are about something else.
        let reading = subject.allowances.filter { statement in
            statement.actionNames.contains("secretsmanager:getsecretvalue")
                && !subject.roles(holding: statement).isDisjoint(with: roles)
        }
        return reading.flatMap { statement -> [Problem] in
            if !takesAny, let every = statement.everyResourceOfAKind(in: subject) {
                return [
                    Problem(
                        "the tasks may read every secret, and no container gets one", at: every.place,
                        fix: "Add Secrets to the container and name the secret here, or take the permission away.")
                ]
            }
            return statement.resources.compactMap { resource in
                guard let secret = subject.resource(named: resource.node), secret.type == "AWS::SecretsManager::Secret",
                    !injected.contains(secret.logicalID)
                else { return nil }
                return Problem(
                    "the tasks may read \"\(secret.logicalID)\", and no container gets it", at: resource.place,
                    fix: "Add it to the Secrets of the container, or take the permission away.")
            }
        }
    }
}
