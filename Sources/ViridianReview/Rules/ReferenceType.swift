extension Rule {
    /// A reference to something of another kind than the property wants.
    static let referenceType = Rule(
        "reference-type", .high, .deployment, .aws,
        title: "Reference to the wrong kind of thing",
        rationale:
            "Ref of a role gives its name, not its ARN, and Ref of a list parameter gives a list: a property "
            + "takes what it was made for only.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html",
        failing: [
            """
            Parameters:
              Subnets: {Type: "List<AWS::EC2::Subnet::Id>"}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: ↓!Ref Subnets
                  ExecutionRoleArn: ↓!Ref Role
              Role:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: ↓!Sub arn:aws:iam::aws:policy/ReadOnlyAccess
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ecs-tasks.amazonaws.com}}
            """
        ],
        passing: [
            """
            Parameters:
              Policies: {Type: CommaDelimitedList}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: !Ref AWS::StackName
                  ExecutionRoleArn: !GetAtt Role.Arn
              Role:
                Type: AWS::IAM::Role
                Properties:
                  ManagedPolicyArns: !Ref Policies
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ecs-tasks.amazonaws.com}}
            """
        ]
    ) { $0.problems(.reference) }
}
