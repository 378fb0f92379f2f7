import ViridianTemplate

extension Rule {
    /// The name of a key where its address is asked for.
    static let logGroupKeyId = Rule(
        "log-group-key-id", .high, .deployment, .aws,
        title: "Log group whose key is given by its id or alias instead of its ARN",
        rationale:
            "Ref of a key gives its id, and CloudWatch Logs takes ARNs only, unlike RDS or Secrets Manager, which take "
            + "either: the group, and with it the stack, fails.",
        page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
        failing: [
            """
            Resources:
              Key:
                Type: AWS::KMS::Key
              Alias:
                Type: AWS::KMS::Alias
                Properties: {AliasName: alias/logs, TargetKeyId: !Ref Key}
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: ↓!Ref Key}
              More:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: ↓!GetAtt Key.KeyId}
              Most:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: ↓!Ref Alias}
            """
        ],
        passing: [
            """
            Parameters:
              GivenKey: {Type: String}
            Resources:
              Key:
                Type: AWS::KMS::Key
              Logs:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: !GetAtt Key.Arn}
              More:
                Type: AWS::Logs::LogGroup
                Properties: {RetentionInDays: 7, KmsKeyId: !Ref GivenKey}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::Logs::LogGroup").flatMap { subject.values("KmsKeyId", in: $0.properties) }
            .compactMap { value in
                guard let key = subject.resource(named: value.spot.node) else { return nil }
                switch (key.type, value.spot.node.function) {
                case ("AWS::KMS::Key", .getAtt(_, let attribute)?) where attribute.string == "Arn": return nil
                case ("AWS::KMS::Key", .sub(let text, _)?) where text.hasSuffix(".Arn}"): return nil
                case ("AWS::KMS::Key", _):
                    return Problem(
                        "this is the id of \"\(key.logicalID)\", not its ARN", at: value.spot.place,
                        fix: "Write !GetAtt \(key.logicalID).Arn.")
                case ("AWS::KMS::Alias", _):
                    return Problem(
                        "this is the alias \"\(key.logicalID)\", not the ARN of a key", at: value.spot.place,
                        fix: "Write !GetAtt of the key's Arn.")
                default: return nil
                }
            }
    }
}
