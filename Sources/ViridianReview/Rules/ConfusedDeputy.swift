import ViridianTemplate

extension Rule {
    /// Whoever asks the service gets in.
    static let confusedDeputy = Rule(
        "confused-deputy", .medium, .security, .practice,
        title: "Permission for a service that doesn't say for whose resources",
        rationale:
            "Services act for every account. Without SourceArn or SourceAccount somebody else's bucket, topic or "
            + "rule may make the same service call this function or write to this topic.",
        page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
        failing: [
            """
            Resources:
              Permission:
                Type: AWS::Lambda::Permission
                Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Code, ↓Principal: s3.amazonaws.com}
            """
        ],
        passing: [
            """
            Resources:
              Permission:
                Type: AWS::Lambda::Permission
                Properties:
                  Action: lambda:InvokeFunction
                  FunctionName: !Ref Code
                  Principal: s3.amazonaws.com
                  SourceArn: !GetAtt Bucket.Arn
                  SourceAccount: !Ref AWS::AccountId
              Own:
                Type: AWS::Lambda::Permission
                Properties: {Action: lambda:InvokeFunction, FunctionName: !Ref Code, Principal: !Ref AWS::AccountId}
            """
        ]
    ) { subject in
        let permissions = subject.resources(ofType: "AWS::Lambda::Permission").compactMap { _, properties -> Problem? in
            guard let principal = subject.text("Principal", in: properties), principal.hasSuffix(".amazonaws.com"),
                !["apigateway.amazonaws.com", "cognito-idp.amazonaws.com", "edgelambda.amazonaws.com"].contains(principal),
                ["SourceArn", "SourceAccount", "PrincipalOrgID"].allSatisfy({ subject.lacks($0, in: properties) })
            else { return nil }
            return properties?["Principal"]?.problem(
                "\(principal) may call the function for everybody", fix: "Add SourceArn, and SourceAccount: !Ref AWS::AccountId.")
        }
        let policies = subject.resources(ofType: "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy").flatMap {
            _, properties -> [Problem] in
            guard let statements = properties?["PolicyDocument"]?["Statement"] else { return [] }
            return subject.oneOrMany(statements).compactMap { statement in
                guard subject.text("Effect", in: statement.spot) == "Allow", subject.lacks("Condition", in: statement.spot),
                    let principal = statement.spot["Principal"]?["Service"],
                    principal.node.string?.hasSuffix(".amazonaws.com") == true
                else { return nil }
                return principal.problem(
                    "\(principal.node.string ?? "") may send for everybody",
                    fix: "Add Condition: {StringEquals: {aws:SourceAccount: !Ref AWS::AccountId}}.")
            }
        }
        return permissions + policies
    }
}
