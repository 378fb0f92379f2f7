import ViridianCatalog
import ViridianTemplate

extension Rule {
    /// Types that CloudFormation does not have.
    static let unknownType = Rule(
        "unknown-type", .critical, .deployment, .aws,
        title: "Resource of a type that does not exist",
        rationale:
            "CloudFormation looks every type up before it creates anything, and refuses the whole template for one it lacks.",
        page: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html",
        failing: [
            """
            Resources:
              Web:
                Type: ↓AWS::ECS::Servic
              Queue:
                Type: ↓Queue
              Function:
                Type: ↓AWS::Serverless::Function
            """,
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Function:
                Type: ↓AWS::Serverless::Funktion
            """,
        ],
        passing: [
            """
            Resources:
              Web: {Type: AWS::ECS::Service}
              Own: {Type: Custom::Answer, Properties: {ServiceToken: arn}}
              Registered: {Type: Acme::Shop::Basket}
              Module: {Type: AWS::S3::Bucket::MODULE}
            """,
            """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Function: {Type: AWS::Serverless::Function}
            """,
        ]
    ) { subject in
        subject.resourceList.compactMap { problem(with: $0, subject) }
    }

    private static func problem(with resource: Resource, _ subject: Subject) -> Problem? {
        guard let place = subject.spot(resource)["Type"]?.place else { return nil }
        // A macro of the account may make anything of names of its own; those of AWS it had better leave alone.
        if !resource.type.hasPrefix("AWS::"), subject.transforms.contains(where: Self.isCustom) { return nil }
        if resource.type.hasPrefix("AWS::Serverless::"), !subject.transforms.contains("AWS::Serverless-2016-10-31") {
            return Problem(
                "\(resource.type) needs the serverless transform", at: place,
                fix: "Write `Transform: AWS::Serverless-2016-10-31` at the top of the template.")
        }
        guard isJudged(resource.type), subject.catalog.type(resource.type) == nil else { return nil }
        let nearest = Suggestion.nearest(to: resource.type, among: subject.catalog.typeNames)
        return Problem(
            "there is no type \"\(resource.type)\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? "")", at: place,
            fix: nearest.map { "Write \($0)." } ?? "Look the type up in the CloudFormation template reference.")
    }

    private static func isCustom(_ transform: String) -> Bool { !transform.hasPrefix("AWS::") }
}

/// Types of others, and modules, are registered in an account, where this review can't look; but their names have three parts.
private func isJudged(_ type: String) -> Bool {
    if type.hasPrefix("AWS::") { return !type.hasSuffix("::MODULE") }
    return !type.hasPrefix("Custom::") && !type.contains("::")
}
