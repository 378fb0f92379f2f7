import ViridianTemplate

extension Rule {
    /// Logs encrypted by a key that the log service may not use.
    static let logGroupKeyPolicy = Rule(
        "log-group-key-policy", .high, .deployment, .practice,
        title: "Log group whose key doesn't let the log service use it",
        rationale:
            "CloudWatch Logs checks the key when the group is made. Without a statement for logs.REGION.amazonaws.com "
            + "in the key's "
            + "policy the group, and with it the stack, fails.",
        page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
        failing: [
            """
            Resources:
              Key:
                Type: AWS::KMS::Key
                Properties:
                  ↓KeyPolicy:
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                        Action: kms:*
                        Resource: "*"
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: !GetAtt Key.Arn}
              Others:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: !GetAtt Key.Arn}
            """
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
                      - Effect: Allow
                        Principal: {Service: !Sub "logs.${AWS::Region}.amazonaws.com"}
                        Action: [kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*]
                        Resource: "*"
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: !GetAtt Key.Arn}
            """
        ]
    ) { subject in
        var (order, groups): ([String], [String: [String]]) = ([], [:])
        for (spot, properties) in subject.resources(ofType: "AWS::Logs::LogGroup") {
            guard let key = subject.resource(at: "KmsKeyId", in: properties), key.type == "AWS::KMS::Key" else { continue }
            if groups[key.logicalID] == nil { order.append(key.logicalID) }
            groups[key.logicalID, default: []].append(spot.key)
        }
        return order.compactMap { name in
            guard let key = subject.resources[name].map(subject.spot), !mayServe(key, subject) else { return nil }
            let place = key["Properties"]?["KeyPolicy"]?.keyPlace ?? key.keyPlace
            let users = (groups[name] ?? []).map { "\"\($0)\"" }.joined(separator: ", ")
            return Problem(
                "this policy doesn't let CloudWatch Logs use the key, which encrypts \(users)", at: place,
                fix: "Allow logs.REGION.amazonaws.com to encrypt, decrypt and describe in the key's policy.")
        }
    }

    /// Whether some principal of the key's policy is, or may be, the log service.
    private static func mayServe(_ key: Spot, _ subject: Subject) -> Bool {
        if subject.lacks("Properties.KeyPolicy", in: key) { return false }
        guard let policy = key["Properties"]?["KeyPolicy"], policy.node.object != nil, let statements = policy["Statement"]
        else { return true }
        return subject.oneOrMany(statements).contains { statement in
            guard let principal = statement.spot["Principal"] else { return true }
            if principal.node.string == "*" || subject.text("AWS", in: principal) == "*" { return true }
            if principal.node.object == nil { return true }
            return (principal["Service"].map { subject.oneOrMany($0) } ?? []).contains { service in
                let text = subject.knownText(of: service.spot.node)
                // The name without a region is for destinations of subscriptions, not for keys.
                return (text.hasPrefix("logs.") && text != "logs.amazonaws.com") || text.hasPrefix(String(Subject.unknownText))
            }
        }
    }
}
