extension Rule {
    /// A list with the same element twice, where each must differ.
    static let repeatedElement = Rule(
        "repeated-element", .high, .deployment, .aws,
        title: "List that holds an element twice",
        rationale: "Some lists are sets: the service refuses the same element twice.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::IAM::Group
                Properties:
                  ManagedPolicyArns: ↓[!Ref Policy, !Ref Policy]
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument: {Version: 2012-10-17, Statement: {Effect: Allow, Action: s3:GetObject, Resource: "*"}}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Group:
                Type: AWS::IAM::Group
                Properties:
                  ManagedPolicyArns: [!If [Live, !Ref Policy, !Ref AWS::NoValue], !If [Live, !Ref AWS::NoValue, !Ref Policy]]
              Policy:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  PolicyDocument: {Version: 2012-10-17, Statement: {Effect: Allow, Action: s3:GetObject, Resource: "*"}}
            """
        ]
    ) { $0.problems(.repeated) }
}
