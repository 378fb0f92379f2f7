import ViridianTemplate

extension Rule {
    /// A child in a bucket whose file beside the parent has moved on.
    static let uploadedStack = Rule(
        "uploaded-stack", .high, .deployment, .practice,
        title: "Nested stack that doesn't fit the template beside it",
        rationale:
            "The address names a file in a bucket, and a file of that name lies beside this template. Once it is uploaded, "
            + "CloudFormation refuses a parameter that it doesn't declare, misses one without a default, and fails the "
            + "parent for an output that isn't there.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html",
        failing: [
            """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: !Sub https://${Bucket}.s3.amazonaws.com/v1/child.yaml
                  ↓Parameters: {}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: ↓!GetAtt Child.Outputs.TopicName, DisplayName: ↓!Sub "${Child.Outputs.Label} ops"}
            """
        ],
        passing: [
            """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: !Sub https://${Bucket}.s3.amazonaws.com/v1/child.yaml
                  Parameters: {Stage: live}
              Elsewhere:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: https://bucket.s3.amazonaws.com/other.yaml
                  Parameters: {Anything: goes}
              Topic:
                Type: AWS::SNS::Topic
                Properties: {TopicName: !GetAtt Child.Outputs.Address, DisplayName: !GetAtt Elsewhere.Outputs.Anything}
            """
        ]
    ) { nestedParameters($0, ofUploaded: true) + nestedOutputs($0, ofUploaded: true) }
}
