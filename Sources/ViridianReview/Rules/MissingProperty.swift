extension Rule {
    /// A property that the resource type needs.
    static let missingProperty = Rule(
        "missing-property", .high, .deployment, .aws,
        title: "Required property that isn't there",
        rationale: "CloudFormation refuses a resource without the properties that its type requires.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                ↓Properties:
                  Actions: []
                  Conditions: []
            """,
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Web:
                Type: AWS::ECS::Service
                Properties:
                  DeploymentConfiguration:
                    ↓DeploymentCircuitBreaker: {Enable: true}
                  ServiceConnectConfiguration:
                    ↓Enabled: !If [Live, true, !Ref AWS::NoValue]
              ↓Role:
                Type: AWS::IAM::Role
            """,
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Rule:
                Type: AWS::ElasticLoadBalancingV2::ListenerRule
                Properties:
                  Priority: !If [Live, 1, 2]
                  Actions: []
                  Conditions: []
              Role:
                Type: AWS::IAM::Role
                Condition: Live
                Properties:
                  AssumeRolePolicyDocument: !If [Live, {}, !Ref AWS::NoValue]
            """
        ]
    ) { $0.problems(.missingProperty) }
}
