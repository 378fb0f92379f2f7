import ViridianTemplate

extension Rule {
    /// A password for a year.
    static let slowRotation = Rule(
        "slow-rotation", .medium, .security, .practice,
        title: "Secret that is rotated less often than every 90 days",
        rationale:
            "PCI DSS (8.3.9) and the benchmarks of Security Hub ask for new passwords within 90 days. What leaks "
            + "in between stays valid until then.",
        page: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html",
        failing: [
            """
            Resources:
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: secret
                  RotationLambdaARN: arn
                  RotationRules: {↓AutomaticallyAfterDays: 365}
            """
        ],
        passing: [
            """
            Resources:
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: secret
                  RotationLambdaARN: arn
                  RotationRules: {AutomaticallyAfterDays: 30}
              Other:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: secret
                  RotationLambdaARN: arn
                  RotationRules: {ScheduleExpression: rate(10 days)}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::SecretsManager::RotationSchedule").compactMap { _, properties in
            guard let rules = properties?["RotationRules"] else { return nil }
            if let days = subject.number("AutomaticallyAfterDays", in: rules), days > 90,
                let place = rules["AutomaticallyAfterDays"]
            {
                return place.problem(
                    "the secret stays the same for \(days) days", fix: "Rotate it every 30 days, at least every 90.")
            }
            guard let text = subject.text("ScheduleExpression", in: rules), let place = rules["ScheduleExpression"],
                let match = text.firstMatch(of: #/^rate\((\d+) days?\)$/#), let days = Int(match.output.1), days > 90
            else { return nil }
            return place.problem("the secret stays the same for \(days) days", fix: "Rotate it every 30 days, at least every 90.")
        }
    }
}
