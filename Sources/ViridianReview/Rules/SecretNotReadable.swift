import ViridianTemplate

extension Rule {
    /// A task that is to get what it may not have.
    static let secretNotReadable = Rule(
        "secret-not-readable", .critical, .deployment, .practice,
        title: "Container that gets a secret which its execution role may not read",
        rationale:
            "ECS reads secrets with the execution role before the container starts, and AmazonECSTaskExecutionRolePolicy doesn't "
            + "allow it. Without a permission of its own the task stops with \"ResourceInitializationError: unable to pull "
            + "secrets\".",
        page: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
        failing: [
            """
            Resources:
              Key:
                Type: AWS::KMS::Key
                Properties:
                  KeyPolicy:
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                        Action: kms:*
                        Resource: "*"
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}, KmsKeyId: !Ref Key}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: reading
                      PolicyDocument:
                        Statement: [{Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !Ref Secret}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ↓ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Secrets: [{Name: KEY, ValueFrom: !Ref Secret}]}]
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
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ↓ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Secrets: [{Name: KEY, ValueFrom: !Ref Secret}]}]
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}}
              Other:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}}
              Role:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}}
              Reading:
                Type: AWS::IAM::Policy
                Properties:
                  PolicyName: reading
                  Roles: [!Ref Role]
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: !Ref Other}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ↓ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Secrets: [{Name: KEY, ValueFrom: !Ref Secret}]}]
            """,
        ],
        passing: [
            """
            Resources:
              Key:
                Type: AWS::KMS::Key
                Properties:
                  KeyPolicy:
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                        Action: kms:*
                        Resource: "*"
              Open:
                Type: AWS::KMS::Key
                Properties:
                  KeyPolicy:
                    Statement: [{Effect: Allow, Principal: {AWS: !GetAtt Role.Arn}, Action: kms:Decrypt, Resource: "*"}]
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}, KmsKeyId: !Ref Key}
              Other:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}, KmsKeyId: !GetAtt Open.Arn}
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: {}
                  Policies:
                    - PolicyName: reading
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: [!Ref Secret, !Ref Other]}
                          - {Effect: Allow, Action: kms:Decrypt, Resource: !GetAtt Key.Arn}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - {Name: web, Secrets: [{Name: KEY, ValueFrom: !Ref Secret}, {Name: OTHER, ValueFrom: !Ref Other}]}
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
                Type: AWS::IAM::Policy
                Properties:
                  PolicyName: reading
                  Roles: [!Ref Role]
                  PolicyDocument:
                    Statement: [{Effect: Allow, Action: "secretsmanager:Get*", Resource: !Sub "${Secret}*"}]
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions: [{Name: web, Secrets: [{Name: KEY, ValueFrom: !Ref Secret}]}]
            """,
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: {GenerateSecretString: {}}
              Role:
                Type: AWS::IAM::Role
                Properties: {AssumeRolePolicyDocument: {}, ManagedPolicyArns: [!Ref Given]}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  ContainerDefinitions:
                    - {Name: web, Secrets: [{Name: KEY, ValueFrom: !Ref Secret}, {Name: B, ValueFrom: !Ref Somewhere}]}
            """,
        ]
    ) { subject in
        // A secret's own policy may let the role in.
        guard !subject.has("AWS::SecretsManager::ResourcePolicy") else { return [] }
        let unattached = subject.identifiedNames
        return subject.resources(ofType: "AWS::ECS::TaskDefinition").compactMap { _, properties in
            guard let place = properties?["ExecutionRoleArn"],
                let role = subject.resource(at: "ExecutionRoleArn", in: properties),
                role.type == "AWS::IAM::Role", !unattached.contains(role.logicalID),
                let allowed = subject.actionsAllowed(to: role, exportedToo: true)
            else { return nil }
            let sources = subject.items("ContainerDefinitions", in: properties).flatMap { subject.items("Secrets", in: $0.spot) }
                .compactMap { $0.spot["ValueFrom"] }
            for (action, kind) in [("secretsmanager:getsecretvalue", StoreOfSecrets.secrets), ("ssm:getparameters", .parameters)]
            {
                let wanted = sources.filter { StoreOfSecrets(of: $0, subject) == kind }
                guard !wanted.isEmpty else { continue }
                if !allowed.contains(where: { ActionPattern.matches($0, action) }) {
                    return place.problem(
                        "containers get secrets, and \"\(role.logicalID)\" has no \(kind.action)",
                        fix: "Allow \(kind.action) on what they get, and kms:Decrypt where it has a key of yours.")
                }
                if let first = subject.secrets(in: wanted, hiddenFrom: role, action).first {
                    return place.problem(
                        "a container gets \"\(first)\", and \"\(role.logicalID)\" may read others only",
                        fix: "Allow \(kind.action) on \"\(first)\" too.")
                }
                guard kind == .secrets, let locked = subject.lockedSecret(in: wanted, for: role, allowed: allowed) else {
                    continue
                }
                return place.problem(
                    "\"\(locked.secret)\" has the key \"\(locked.key.logicalID)\", with which \"\(role.logicalID)\" may not "
                        + "decrypt",
                    fix: "Allow kms:Decrypt on the ARN of \"\(locked.key.logicalID)\".")
            }
            return nil
        }
    }
}

/// Where a container's secret is kept.
private enum StoreOfSecrets {
    case secrets, parameters

    var action: String { self == .secrets ? "secretsmanager:GetSecretValue" : "ssm:GetParameters" }

    init?(of value: Spot, _ subject: Subject) {
        let types = subject.names(in: value).compactMap { subject.resources[$0]?.type }
        let text = subject.knownText(of: value.node)
        let isSecret =
            types.contains { $0.hasPrefix("AWS::SecretsManager::") } || text.contains(":secretsmanager:")
            // Only secrets have keys, and a parameter's name may say what it is.
            || text.hasSuffix("::") || value.isSecretByName(in: subject)
        if isSecret {
            self = .secrets
        } else if types == ["AWS::SSM::Parameter"] || text.contains(":parameter/") {
            self = .parameters
        } else {
            return nil
        }
    }
}

extension Subject {
    /// The secrets of this template among some values that a role certainly may not read: it may read certain others only.
    fileprivate func secrets(in values: [Spot], hiddenFrom role: Resource, _ action: String) -> [String] {
        let statements = allowances.filter { statement in
            statement.actionNames.contains { ActionPattern.matches($0, action) }
                && roles(holding: statement).contains(role.logicalID)
        }
        let granted = statements.flatMap(\.resources).map { resource(named: $0.node) }
        guard !granted.isEmpty, granted.allSatisfy({ $0?.type == "AWS::SecretsManager::Secret" }) else { return [] }
        let readable = Set(granted.compactMap { $0?.logicalID })
        return values.flatMap { names(in: $0).sorted() }.filter {
            resources[$0]?.type == "AWS::SecretsManager::Secret" && !readable.contains($0)
        }
    }
}

extension Subject {
    /// A secret among some values whose own key a role certainly may not use: neither its policies allow it nor the key's.
    fileprivate func lockedSecret(
        in values: [Spot], for role: Resource, allowed: [String]
    ) -> (secret: String, key: Resource)? {
        for secret in values.flatMap({ names(in: $0).sorted() }) where resources[secret]?.type == "AWS::SecretsManager::Secret" {
            guard let key = resources[secret].flatMap({ resource(at: "Properties.KmsKeyId", in: spot($0)) }),
                key.type == "AWS::KMS::Key", !mayDecrypt(role, key, allowed), !letsIn(key, role)
            else { continue }
            return (secret, key)
        }
        return nil
    }

    /// Whether the policies of a role may let it decrypt with a key.
    private func mayDecrypt(_ role: Resource, _ key: Resource, _ allowed: [String]) -> Bool {
        guard allowed.contains(where: { ActionPattern.matches($0, "kms:decrypt") }) else { return false }
        let granted = allowances.filter { statement in
            statement.actionNames.contains { ActionPattern.matches($0, "kms:decrypt") }
                && roles(holding: statement).contains(role.logicalID)
        }.flatMap(\.resources).map { resource(named: $0.node) }
        // Where every resource is a key of this template, it may use these and no others.
        guard !granted.isEmpty, granted.allSatisfy({ $0?.type == "AWS::KMS::Key" }) else { return true }
        return granted.contains { $0?.logicalID == key.logicalID }
    }

    /// Whether a key's own policy may let a role decrypt: it names others than the account, which leaves it to their policies.
    private func letsIn(_ key: Resource, _ role: Resource) -> Bool {
        guard let policy = spot(key)["Properties"]?["KeyPolicy"]?["Statement"] else { return true }
        return oneOrMany(policy).contains { statement in
            guard let principal = statement.spot["Principal"] else { return true }
            guard principal.node.object != nil else { return true }
            guard let accounts = principal["AWS"] else { return false }
            return oneOrMany(accounts).contains { account in
                if let named = resource(named: account.spot.node) { return named.logicalID == role.logicalID }
                return !knownText(of: account.spot.node).hasSuffix(":root")
            }
        }
    }
}

extension Spot {
    /// Whether this is a parameter that is called the ARN of a secret.
    fileprivate func isSecretByName(in subject: Subject) -> Bool {
        guard case .ref(let name)? = node.function, subject.parameters[name] != nil else { return false }
        return name.lowercased().contains("secret") && name.lowercased().hasSuffix("arn")
    }
}
