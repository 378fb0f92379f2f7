extension Rule {
    /// A number outside the limits of its property.
    static let numberRange = Rule(
        "number-range", .high, .deployment, .aws,
        title: "Number outside its limits",
        rationale: "A service refuses a number below its least or above its greatest value.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: ↓901
            """
        ],
        passing: [
            """
            Resources:
              Queue:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: 900
            """
        ]
    ) { $0.problems(.range) }
}
