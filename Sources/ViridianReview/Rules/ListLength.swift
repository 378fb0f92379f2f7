extension Rule {
    /// A list or an object with more or fewer elements than its property takes.
    static let listLength = Rule(
        "list-length", .high, .deployment, .aws,
        title: "List with too many or too few elements",
        rationale: "A service refuses lists beyond its limits.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Profile:
                Type: AWS::IAM::InstanceProfile
                Properties:
                  Roles: ↓[one, two]
              Either:
                Type: AWS::IAM::InstanceProfile
                Properties:
                  Roles: ↓[one, !If [Live, two, !Ref AWS::NoValue]]
            """
        ],
        passing: [
            """
            Parameters:
              Stage: {Type: String}
            Conditions:
              Live: !Equals [!Ref Stage, live]
            Resources:
              Profile:
                Type: AWS::IAM::InstanceProfile
                Properties:
                  Roles: [!If [Live, two, three]]
            """
        ]
    ) { $0.problems(.listLength) }
}
