extension Rule {
    /// A text that is longer or shorter than its property takes.
    static let textLength = Rule(
        "text-length", .high, .deployment, .aws,
        title: "Text that is too long or too short",
        rationale:
            "A service refuses names beyond its limits; CloudFormation finds out only when it creates the "
            + "resource.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: ↓a-name-that-goes-on-and-on-until-it-has-more-than-sixty-four-characters
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
                  RoleName: shop
                  AssumeRolePolicyDocument:
                    Statement: {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ecs.amazonaws.com}}
            """
        ]
    ) { $0.problems(.length) }
}
