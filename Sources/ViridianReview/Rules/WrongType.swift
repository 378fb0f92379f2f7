extension Rule {
    /// A value of another type than the property has.
    static let wrongType = Rule(
        "wrong-type", .high, .deployment, .aws,
        title: "Value of the wrong type",
        rationale: "CloudFormation refuses a list where one value is wanted, text where a number is, and the like.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: ↓soon
                  QueueName: ↓[orders]
                  ↓Tags:
                    Environment: live
              Pool:
                Type: AWS::Cognito::UserPool
                Properties:
                  Policies: {PasswordPolicy: {MinimumLength: ↓many}}
            """
        ],
        passing: [
            """
            Parameters:
              Delay: {Type: Number, Default: 5}
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: "5"
                  FifoQueue: "true"
                  QueueName: 2026
                  MessageRetentionPeriod: !Ref Delay
            """
        ]
    ) { $0.problems(.wrongType) }
}
