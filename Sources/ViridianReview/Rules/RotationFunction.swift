import ViridianTemplate

extension Rule {
    /// A rotation by something that can't rotate.
    static let rotationFunction = Rule(
        "rotation-function", .critical, .deployment, .aws,
        title: "Rotation of a secret whose function is no function, or is missing",
        rationale:
            "Secrets Manager calls a Lambda function to rotate a secret: \"Invalid rotation Lambda ARN. Ensure the ARN matches "
            + "format arn:aws:lambda:…\" Only secrets that another service owns rotate without one.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/"
            + "aws-resource-secretsmanager-rotationschedule.html",
        failing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Wrong:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: ↓!Ref Secret}
              ↓None:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationRules: {AutomaticallyAfterDays: 30}}
              Text:
                Type: AWS::SecretsManager::RotationSchedule
                Properties:
                  SecretId: arn
                  RotationLambdaARN: ↓!Sub arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:rotate
            """
        ],
        passing: [
            """
            Parameters:
              Function: {Type: String}
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Rotate:
                Type: AWS::Lambda::Function
              Own:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Rotate.Arn}
              Given:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !Ref Function}
              Managed:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !GetAtt Cluster.MasterUserSecret.SecretArn}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::SecretsManager::RotationSchedule").compactMap { spot, properties in
            guard let properties else { return nil }
            if subject.lacks("RotationLambdaARN", in: properties), subject.lacks("HostedRotationLambda", in: properties) {
                let secret = subject.resource(at: "SecretId", in: properties)
                guard secret?.type == "AWS::SecretsManager::Secret" else { return nil }
                return spot.problem(
                    "nothing rotates the secret: there is no function",
                    fix: "Add HostedRotationLambda (with its transform) or RotationLambdaARN.")
            }
            guard let arn = properties["RotationLambdaARN"] else { return nil }
            let named = subject.resource(named: arn.node)
            let isText = subject.knownText(of: arn.node).hasPrefix("arn:aws:secretsmanager:")
            let other = named.map {
                ["AWS::SecretsManager::", "AWS::IAM::", "AWS::KMS::", "AWS::RDS::"].contains(where: $0.type.hasPrefix)
            }
            guard isText || other == true else { return nil }
            return Problem(
                "this is \(named.map { "the \($0.type) \"\($0.logicalID)\"" } ?? "the ARN of a secret"), not of a function",
                at: arn.place, fix: "Give the ARN of the function that rotates, for instance !GetAtt Rotation.Arn.")
        }
    }
}
