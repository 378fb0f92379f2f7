import ViridianTemplate

extension Rule {
    /// New password, old tasks.
    static let rotationWithoutRedeploy = Rule(
        "rotation-without-redeploy", .medium, .reliability, .practice,
        title: "Rotation of a password that running tasks have in their environment",
        rationale:
            "ECS reads a secret when a task starts and never again. With one user the rotation changes the "
            + "password under the running tasks: new connections fail until somebody deploys. Two users that "
            + "alternate, or an event that forces a new deployment, avoid it.",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
        failing: [
            """
            Transform: AWS::SecretsManager-2024-09-16
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              ↓Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: !Ref Secret
                  HostedRotationLambda: {RotationType: MySQLSingleUser}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: "shop:1", Secrets: [{Name: PASSWORD, ValueFrom: !Sub "${Secret}:password::"}]}
            """
        ],
        passing: [
            """
            Transform: AWS::SecretsManager-2024-09-16
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: !Ref Secret
                  HostedRotationLambda: {RotationType: MySQLMultiUser, SuperuserSecretArn: !Ref Master}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: "shop:1", Secrets: [{Name: PASSWORD, ValueFrom: !Sub "${Secret}:password::"}]}
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: arn}
              Rotated:
                Type: AWS::Events::Rule
                Properties: {EventPattern: {source: [aws.secretsmanager]}, Targets: [{Id: deploy, Arn: !GetAtt Deploy.Arn}]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: "shop:1", Secrets: [{Name: PASSWORD, ValueFrom: !Sub "${Secret}:password::"}]}
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: rotate
                      PolicyDocument: {Statement: [{Effect: Allow, Action: "ecs:UpdateService", Resource: !Ref Web}]}
              Rotate:
                Type: AWS::Lambda::Function
                Properties: {Role: !GetAtt Role.Arn}
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Rotate.Arn}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: "shop:1", Secrets: [{Name: PASSWORD, ValueFrom: !Sub "${Secret}:password::"}]}
            """,
        ]
    ) { subject in
        let injected = Set(subject.secretUses.compactMap { $0.secret?.logicalID })
        let redeploys = subject.resources(ofType: "AWS::Events::Rule").contains { _, properties in
            var found = properties?["EventPattern"]?.node.string?.contains("secretsmanager") == true
            properties?["EventPattern"]?.forEach { if $0.node.string == "aws.secretsmanager" { found = true } }
            return found
        }
        guard !redeploys else { return [] }
        return subject.resources(ofType: "AWS::SecretsManager::RotationSchedule").compactMap { spot, properties in
            guard let named = subject.resource(at: "SecretId", in: properties) else { return nil }
            let attached = named.type == "AWS::SecretsManager::SecretTargetAttachment"
            let secret = attached ? subject.resource(named: named.properties["SecretId"]) : named
            guard let secret, injected.contains(secret.logicalID) else { return nil }
            let kind = subject.text("HostedRotationLambda.RotationType", in: properties) ?? ""
            guard !kind.hasSuffix("MultiUser"), subject.lacks("HostedRotationLambda.SuperuserSecretArn", in: properties),
                !subject.mayRedeploy(subject.resource(at: "RotationLambdaARN", in: properties))
            else { return nil }
            return spot.problem(
                "each rotation changes the password that running tasks still use",
                fix:
                    "Alternate two users (a RotationType that ends in MultiUser), or force a new deployment on the "
                    + "event of the rotation."
            )
        }
    }
}

extension Subject {
    /// Whether a function may tell a service to start its tasks anew, which is all that it would have that permission for.
    fileprivate func mayRedeploy(_ function: Resource?) -> Bool {
        guard let function, let role = resource(at: "Properties.Role", in: spot(function)) else { return false }
        return allowances.contains { statement in
            statement.actionNames.contains { ActionPattern.matches($0, "ecs:updateservice") }
                && roles(holding: statement).contains(role.logicalID)
        }
    }
}
