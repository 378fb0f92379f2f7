extension Rule {
    /// A value that is none of those that the property takes.
    static let valueNotAllowed = Rule(
        "value-not-allowed", .high, .deployment, .aws,
        title: "Value that the property doesn't take",
        rationale: "Some properties take a few words only, and the service refuses any other.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Conditions:
              Live: !Equals [!Ref AWS::Region, eu-west-1]
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  VersioningConfiguration:
                    Status: !If [Live, ↓Enable, Suspended]
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: ↓fargate
            """
        ],
        passing: [
            """
            Parameters:
              Launch: {Type: String, Default: FARGATE}
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  VersioningConfiguration: {Status: Enabled}
              Web:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: !Ref Launch
            """
        ]
    ) { $0.problems(.value) }
}
