extension Rule {
    /// A property that only AWS sets.
    static let readOnlyProperty = Rule(
        "read-only-property", .high, .deployment, .aws,
        title: "Property that only AWS sets",
        rationale:
            "What AWS decides, such as an ARN or a creation time, can be asked for but not given; CloudFormation "
            + "refuses or ignores it.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  ↓Arn: arn:aws:sqs:eu-west-1:123456789012:orders
            """
        ],
        passing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
            Outputs:
              Arn: {Value: !GetAtt Queue.Arn}
            """
        ]
    ) { $0.problems(.readOnly) }
}
