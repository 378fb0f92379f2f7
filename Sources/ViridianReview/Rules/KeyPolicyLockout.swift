import ViridianTemplate

extension Rule {
    /// A key whose policy nobody may change.
    static let keyPolicyLockout = Rule(
        "key-policy-lockout", .critical, .security, .practice,
        title: "KMS key policy that leaves nobody in charge of the key",
        rationale:
            "A key's policy is the only thing that gives access to it. Without a statement for the account, or for "
            + "administrators "
            + "who may change the policy, KMS refuses the key, or it can never be managed or deleted again.",
        page: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html",
        failing: [
            """
            Resources:
              Key:
                Type: AWS::KMS::Key
                Properties:
                  ↓KeyPolicy:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Principal: {Service: !Sub "logs.${AWS::Region}.amazonaws.com"}
                        Action: [kms:Encrypt, kms:Decrypt]
                        Resource: "*"
            """
        ],
        passing: [
            """
            Resources:
              Key:
                Type: AWS::KMS::Key
                Properties:
                  KeyPolicy:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: !Sub "arn:aws:iam::${AWS::AccountId}:root"}
                        Action: kms:*
                        Resource: "*"
              Default:
                Type: AWS::KMS::Key
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::KMS::Key").compactMap { _, properties in
            guard let policy = properties?["KeyPolicy"], policy.node.object != nil, let written = policy["Statement"],
                subject.lacks("BypassPolicyLockoutSafetyCheck", in: properties)
            else { return nil }
            let statements = subject.oneOrMany(written).map(\.spot)
            let certain =
                !statements.isEmpty
                && statements.allSatisfy { statement in
                    statement.node.object != nil && isOnlyUse(statement, subject)
                }
            return certain
                ? policy.problem(
                    "no statement lets anybody manage this key",
                    fix: "Add a statement that allows kms:* to arn:aws:iam::ACCOUNT:root, as AWS's default policy does.") : nil
        }
    }

    /// Whether a statement certainly lets nobody change the policy: it denies, is for services, or names other actions.
    private static func isOnlyUse(_ statement: Spot, _ subject: Subject) -> Bool {
        if subject.text("Effect", in: statement) == "Deny" { return true }
        let principal = statement["Principal"]?.node
        if let keys = principal?.object?.keys, keys == ["Service"] { return true }
        guard let actions = statement["Action"].map({ subject.oneOrMany($0) }), !actions.isEmpty else { return false }
        return actions.allSatisfy { action in
            guard let text = action.spot.node.string?.lowercased() else { return false }
            return !["*", "kms:*", "kms:put*", "kms:p*", "kms:putkeypolicy"].contains(text)
        }
    }
}
