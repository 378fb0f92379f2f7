import ViridianTemplate

extension Rule {
    /// A copy of the password.
    static let endpointWithoutSecret = Rule(
        "endpoint-without-secret", .medium, .security, .practice,
        title: "DMS endpoint with a password of its own",
        rationale:
            "A password in the endpoint is a copy: rotation doesn't reach it, and whoever updates the stack "
            + "handles it. With a secret DMS reads the current one itself.",
        page: "https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html",
        failing: [
            """
            Resources:
              Source:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: source
                  EngineName: aurora
                  ServerName: blue
                  Username: admin
                  ↓Password: !Sub "{{resolve:secretsmanager:${Secret}:SecretString:password}}"
            """
        ],
        passing: [
            """
            Resources:
              Source:
                Type: AWS::DMS::Endpoint
                Properties:
                  EndpointType: source
                  EngineName: aurora
                  MySqlSettings: {SecretsManagerSecretId: !Ref Secret, SecretsManagerAccessRoleArn: !GetAtt Role.Arn}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::DMS::Endpoint").compactMap { _, properties in
            guard let password = properties?["Password"], !subject.lacks("Password", in: properties) else { return nil }
            // A password that stands there in words is a worse fault of its own.
            let values = subject.values("Password", in: properties).map(\.spot.node.string)
            guard !values.contains(where: { $0.map { !$0.hasDynamicReference } ?? false }) else { return nil }
            return password.problem(
                "this endpoint keeps a copy of the password",
                fix: "Give the settings of the engine SecretsManagerSecretId and SecretsManagerAccessRoleArn instead.")
        }
    }
}
