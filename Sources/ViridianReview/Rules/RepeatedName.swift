extension Rule {
    /// Two resources with the same name.
    static let repeatedName = Rule(
        "repeated-name", .high, .deployment, .aws,
        title: "Two resources with the same name",
        rationale: "A resource that has the name of another one of its type can't be created: the name is taken.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
        failing: [
            """
            Resources:
              First:
                Type: AWS::SNS::Topic
                Properties: {TopicName: orders}
              Bucket:
                Type: AWS::S3::Bucket
                Properties: {BucketName: ↓orders}
              Copy:
                Type: AWS::S3::Bucket
                Properties: {BucketName: ↓orders}
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
              Test: !Not [!Condition Live]
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Condition: Live
                Properties: {BucketName: orders}
              Copy:
                Type: AWS::S3::Bucket
                Condition: Test
                Properties: {BucketName: orders}
            """
        ]
    ) { RepeatedNames($0).problems() }
}
