extension Rule {
    /// A creation or update policy that its resource does not take.
    static let updatePolicy = Rule(
        "update-policy", .high, .deployment, .aws,
        title: "Creation or update policy that the resource doesn't take",
        rationale:
            "Only a few resource types have a creation or an update policy, each its own; CloudFormation refuses "
            + "others.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html",
        failing: [
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                UpdatePolicy:
                  AutoScalingRollingUpdate: {↓MaxBatch: 1}
                CreationPolicy:
                  ResourceSignal: {Count: ↓many}
                Properties: {MinSize: 1, MaxSize: 2, LaunchConfigurationName: a}
              Queue:
                Type: AWS::SQS::Queue
                ↓UpdatePolicy: {AutoScalingRollingUpdate: {MaxBatchSize: 1}}
            """
        ],
        passing: [
            """
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                UpdatePolicy:
                  AutoScalingRollingUpdate: {MaxBatchSize: 1, PauseTime: PT5M}
                CreationPolicy:
                  ResourceSignal: {Count: 1, Timeout: PT5M}
                Properties: {MinSize: 1, MaxSize: 2, LaunchConfigurationName: a}
            """
        ]
    ) { $0.problems(.updatePolicy) }
}
