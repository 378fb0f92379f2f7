extension Rule {
    /// A function with arguments that it does not take.
    static let functionArguments = Rule(
        "function-arguments", .high, .deployment, .aws,
        title: "Function with arguments that it doesn't take",
        rationale:
            "CloudFormation checks every function before it creates anything: whether it has it, how many arguments there "
            + "are, of what kind, and which functions may be nested in which.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Join ↓[-, ↓a, b]
                  KmsMasterKeyId: !Select [↓first, [a, b]]
              Subnet:
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: vpc-0123456789abcdef0
                  CidrBlock: !Select [0, ↓!Join [",", [a, b]]]
                  AvailabilityZone: !Select [0, !GetAZs ↓eu-west-9]
            """,
            """
            Conditions:
              Live: ↓!And [!Equals [a, b]]
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: 
                    Fn::Sub: ↓{Value: a}
            """,
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: ↓{"Fn::ImportYaml": trust.yaml}
                  Policies: [↓{"Fn::Inline": queue.yaml}]
            Outputs:
              Arn: {Value: ↓{"Fn::GetAttr": [Role, Arn]}}
            """,
        ],
        passing: [
            """
            Conditions:
              Live: !Or [!Equals [!Ref AWS::Region, eu-west-1], !Not [!Equals [a, b]]]
            Resources:
              Subnet:
                Type: AWS::EC2::Subnet
                Properties:
                  VpcId: !ImportValue network
                  CidrBlock: !Select [0, !Cidr [10.0.0.0/16, 4, 8]]
                  AvailabilityZone: !Select [0, !GetAZs ""]
                  Tags:
                    - {Key: Name, Value: !Join ["-", [a, !Ref AWS::StackName]]}
                    - {Key: Stage, Value: !Sub ["${A}", {A: !If [Live, live, test]}]}
            """
        ]
    ) { FunctionCheck($0).problems() }
}
