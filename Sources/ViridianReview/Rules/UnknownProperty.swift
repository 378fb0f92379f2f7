extension Rule {
    /// A property that the resource type doesn't have.
    static let unknownProperty = Rule(
        "unknown-property", .high, .deployment, .aws,
        title: "Property that the resource type doesn't have",
        rationale: "CloudFormation refuses a resource with a property that its type doesn't define, before anything is created.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  ↓VisibilityTimout: 30
            """,
            """
            Conditions:
              Live: !Equals [!Ref AWS::Region, eu-west-1]
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration:
                    DeploymentCircuitBreaker: {Enable: true, Rollback: true, ↓Treshold: 3}
                  LoadBalancers:
                    - ContainerName: web
                      ContainerPort: 8080
                      ↓TargetGroupARN: arn
              Either:
                Type: AWS::SQS::Queue
                Properties: !If [Live, {DelaySeconds: 1}, {↓DelaySecond: 2}]
            """,
        ],
        passing: [
            """
            Conditions:
              Fifo: !Equals [!Ref AWS::Region, eu-west-1]
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  VisibilityTimeout: !If [Fifo, 30, !Ref AWS::NoValue]
                  RedrivePolicy: {maxReceiveCount: 3, deadLetterTargetArn: !GetAtt Dead.Arn}
              Dead:
                Type: AWS::SQS::Queue
              Certificate:
                Type: Custom::Certificate
                Properties: {ServiceToken: arn, Anything: goes}
            """
        ]
    ) { $0.problems(.unknownProperty) }
}
