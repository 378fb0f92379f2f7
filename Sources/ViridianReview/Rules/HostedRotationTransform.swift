import ViridianTemplate

extension Rule {
    /// A function that a macro should make, and nobody called the macro.
    static let hostedRotationTransform = Rule(
        "hosted-rotation-transform", .critical, .deployment, .aws,
        title: "HostedRotationLambda without its transform",
        rationale:
            "The rotation function is written by a macro. Without it the stack fails: \"To use the "
            + "HostedRotationLambda property, "
            + "you must use the AWS::SecretsManager transform.\"",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-secretsmanager.html",
        failing: [
            """
            Resources:
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: arn
                  ↓HostedRotationLambda: {RotationType: MySQLSingleUser}
            """
        ],
        passing: [
            """
            Transform: [AWS::LanguageExtensions, AWS::SecretsManager-2024-09-16]
            Resources:
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: arn
                  HostedRotationLambda: {RotationType: MySQLSingleUser}
            """
        ]
    ) { subject in
        guard !subject.transforms.contains(where: { $0.hasPrefix("AWS::SecretsManager-") || !$0.hasPrefix("AWS::") })
        else { return [] }
        return subject.resources(ofType: "AWS::SecretsManager::RotationSchedule").compactMap { _, properties in
            properties?["HostedRotationLambda"]?.problem(
                "nothing makes the hosted rotation function",
                fix: "Add Transform: AWS::SecretsManager-2024-09-16 at the top of the template.")
        }
    }
}
