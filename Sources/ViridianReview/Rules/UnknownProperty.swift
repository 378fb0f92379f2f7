import ViridianCatalog

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
    ) { subject in
        var problems: [Problem] = []
        let walk = PropertyWalk(subject: subject) { object, schema, _ in
            guard schema.isClosed else { return }
            for field in object.fields where subject.schema(ofProperty: field.key, in: schema) == nil {
                problems.append(unknown(field, in: object, schema, subject))
            }
        }
        subject.resourceList.forEach(walk.walk)
        return problems
    }

    private static func unknown(_ field: Spot, in object: Spot, _ schema: Schema, _ subject: Subject) -> Problem {
        let names = schema.properties.map(\.name)
        let owner = subject.name(of: object)
        let hint = Suggestion.clause(for: field.key, among: names)
        let fix =
            Suggestion.nearest(to: field.key, among: names).map { "Write \($0)." }
            ?? "Remove it, or use one of: \(names.prefix(12).joined(separator: ", "))\(names.count > 12 ? ", …" : "")."
        return Problem("\(owner) has no property \"\(field.key)\"\(hint)", at: field.keyPlace, fix: fix)
    }
}
