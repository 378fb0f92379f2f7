import ViridianTemplate

extension Rule {
    /// The wrong name on the guest list.
    static let invokePrincipal = Rule(
        "invoke-principal", .critical, .deployment, .practice,
        title: "Permission of a function for another service than the one that calls it",
        rationale:
            "Each service calls functions under its own name. With another one in the permission the call is "
            + "refused: the rotation, the event or the notification never reaches the function.",
        page: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-permissions.html",
        failing: [
            """
            Resources:
              Secret:
                Type: AWS::SecretsManager::Secret
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Code.Arn}
              Code:
                Type: AWS::Lambda::Function
              Permission:
                Type: AWS::Lambda::Permission
                Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Code, ↓Principal: rds.amazonaws.com}
              Hourly:
                Type: AWS::Events::Rule
                Properties: {ScheduleExpression: rate(1 hour), Targets: [{Id: shift, Arn: !GetAtt Shift.Arn}]}
              Shift:
                Type: AWS::Lambda::Function
              ShiftPermission:
                Type: AWS::Lambda::Permission
                Properties:
                  Action: lambda:InvokeFunction
                  FunctionName: !Ref Shift
                  ↓Principal: codedeploy.amazonaws.com
                  SourceArn: !GetAtt Hourly.Arn
            """
        ],
        passing: [
            """
            Resources:
              Rotation:
                Type: AWS::SecretsManager::RotationSchedule
                Properties: {SecretId: !Ref Secret, RotationLambdaARN: !GetAtt Code.Arn}
              Code:
                Type: AWS::Lambda::Function
              Permission:
                Type: AWS::Lambda::Permission
                Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Code, Principal: secretsmanager.amazonaws.com}
            """
        ]
    ) { subject in
        let permissions = subject.resources(ofType: "AWS::Lambda::Permission")
        return subject.resources(ofType: "AWS::Lambda::Function").flatMap { function, _ -> [Problem] in
            let own = permissions.filter { subject.resource(at: "FunctionName", in: $0.properties)?.logicalID == function.key }
            let principals = own.map { subject.text("Principal", in: $0.properties) }
            guard !own.isEmpty, !principals.contains(nil) else { return [] }
            let wanted = callers.compactMap { type, keys, principal -> String? in
                let calls = subject.resources(ofType: type).contains { _, properties in
                    keys.contains { key in properties?[key].map { subject.names(in: $0).contains(function.key) } ?? false }
                }
                return calls ? principal : nil
            }
            let missing = wanted.filter { !principals.contains($0) }
            let idle = own.filter { permission in
                subject.text("Principal", in: permission.properties).map {
                    !wanted.contains($0) && $0.hasSuffix(".amazonaws.com")
                } ?? false
                    && (subject.lacks("SourceArn", in: permission.properties)
                        || missing == callNames(of: permission.properties?["SourceArn"]?.node, subject))
            }
            // One wrong name for one missing one; more can't be told apart.
            guard missing.count == 1, let place = idle.first?.properties?["Principal"] else { return [] }
            return [
                place.problem(
                    "\"\(function.key)\" is called by \(missing[0]), and \(place.node.text ?? "another") may call it",
                    fix: "Write Principal: \(missing[0]).")
            ]
        }
    }

    private static let callers = [
        ("AWS::SecretsManager::RotationSchedule", ["RotationLambdaARN"], "secretsmanager.amazonaws.com"),
        ("AWS::Events::Rule", ["Targets"], "events.amazonaws.com"),
        ("AWS::SNS::Subscription", ["Endpoint"], "sns.amazonaws.com"),
        ("AWS::CloudWatch::Alarm", ["AlarmActions", "OKActions"], "lambda.alarms.cloudwatch.amazonaws.com"),
    ]

    /// Under which name what a permission gives as its source calls.
    private static func callNames(of source: Node?, _ subject: Subject) -> [String] {
        switch subject.resource(named: source)?.type {
        case "AWS::SNS::Topic"?: return ["sns.amazonaws.com"]
        case "AWS::SecretsManager::Secret"?: return ["secretsmanager.amazonaws.com"]
        case let type?: return callers.filter { $0.0 == type }.map(\.2)
        case nil:
            let topics = subject.resources(ofType: "AWS::SNS::Subscription").map { $0.properties?["TopicArn"]?.node }
            return topics.contains(source) ? ["sns.amazonaws.com"] : []
        }
    }
}
