import ViridianTemplate

extension Rule {
    /// A pipeline that nobody asks before it reaches production.
    static let productionWithoutApproval = Rule(
        "production-without-approval", .medium, .deployment, .practice,
        title: "Pipeline that deploys to production without an approval before",
        rationale:
            "Between staging and production nobody looks: what passes the tests is in front of customers minutes "
            + "after the merge.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html",
        failing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: Source
                      Actions: [{Name: Source, ActionTypeId: {Category: Source}}]
                    - Name: Deploy-Staging
                      Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy}}]
                    - Name: ↓Deploy-Production
                      Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy}}]
            """
        ],
        passing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: Deploy-Staging
                      Actions: [{Name: Deploy, ActionTypeId: {Category: Deploy}}]
                    - Name: Deploy-Production
                      Actions:
                        - {Name: Approve, ActionTypeId: {Category: Approval}, RunOrder: 1}
                        - {Name: Deploy, ActionTypeId: {Category: Deploy}, RunOrder: 2}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").compactMap { _, properties in
            for stage in subject.items("Stages", in: properties) {
                let categories = subject.items("Actions", in: stage.spot).map {
                    subject.text("ActionTypeId.Category", in: $0.spot)
                }
                if categories.contains("Approval") || categories.contains(nil) { return nil }
                guard let name = stage.spot["Name"], let text = name.node.text?.lowercased(),
                    text.holds("prod"), !text.holds("preprod"), !text.holds("pre-prod"), !text.holds("nonprod"),
                    categories.contains("Deploy")
                else { continue }
                return Problem(
                    "no approval stands before this stage", at: name.place,
                    fix: "Add an action of category Approval, provider Manual, as the stage's first.")
            }
            return nil
        }
    }
}
