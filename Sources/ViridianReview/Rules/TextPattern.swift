extension Rule {
    /// A text that does not match the pattern of its property.
    static let textPattern = Rule(
        "text-pattern", .high, .deployment, .aws,
        title: "Text that doesn't match its property's pattern",
        rationale: "A service refuses names and ids with letters that it doesn't take.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: ↓shop/deploy
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ecs.amazonaws.com}}
            """
        ],
        passing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: shop-deploy
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ecs.amazonaws.com}}
            """
        ]
    ) { $0.problems(.pattern) }
}
