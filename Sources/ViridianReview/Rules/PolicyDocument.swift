extension Rule {
    /// A policy that IAM does not take.
    static let policyDocument = Rule(
        "policy-document", .high, .deployment, .aws,
        title: "Policy that isn't well-formed",
        rationale: "IAM refuses a policy with an unknown element, without an effect, or with a resource that is no ARN.",
        page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: ↓2012-10-18
                    Statement:
                      - Effect: ↓Permit
                        Action: sts:AssumeRole
                        Principal: {Service: ecs-tasks.amazonaws.com}
                  Policies:
                    - PolicyName: read
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            ↓Actions: s3:GetObject
                            Action: s3:GetObject
                            Resource: ↓my-bucket
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: sts:AssumeRole
                        Principal: {Service: ecs-tasks.amazonaws.com}
                  Policies:
                    - PolicyName: read
                      PolicyDocument:
                        Statement:
                          - Effect: Allow
                            Action: s3:GetObject
                            Resource: !Sub arn:aws:s3:::${AWS::StackName}/*
            """
        ]
    ) { $0.problems(.policy) }
}
