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
            """
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
        subject.resourceList.filter { isJudged($0.type) }.compactMap { resource in
            guard subject.catalog.type(resource.type) == nil, let place = subject.spot(resource)["Type"]?.place else {
                return nil
            }
            let nearest = Suggestion.nearest(to: resource.type, among: subject.catalog.typeNames)
            return Problem(
                "there is no type \"\(resource.type)\"\(nearest.map { "; did you mean \"\($0)\"?" } ?? "")", at: place,
                fix: nearest.map { "Write \($0)." } ?? "Look the type up in the CloudFormation template reference.")
        }
    }
}

/// Types of others, and modules, are registered in an account, where this review can't look; macros have types of their own.
private func isJudged(_ type: String) -> Bool {
    type.hasPrefix("AWS::") && !type.hasPrefix("AWS::Serverless::") && !type.hasSuffix("::MODULE")
}
