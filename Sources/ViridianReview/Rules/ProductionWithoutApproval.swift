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
            """,
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: ↓Production
                      Actions:
                        - {Name: Approve, ActionTypeId: {Category: Approval}, RunOrder: 2}
                        - {Name: Deploy, ActionTypeId: {Category: Deploy}, RunOrder: 1}
              Other:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: ↓Production
                      Actions:
                        - {Name: Approve, ActionTypeId: {Category: Approval}}
                        - {Name: Deploy, ActionTypeId: {Category: Deploy}}
                    - Name: Approval
                      Actions: [{Name: Approve, ActionTypeId: {Category: Approval}}]
            """,
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
            """,
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: Production
                      Actions:
                        - {Name: ChangeSet, ActionTypeId: {Category: Deploy}}
                        - {Name: Approve, ActionTypeId: {Category: Approval}, RunOrder: 2}
                        - {Name: Execute, ActionTypeId: {Category: Deploy}, RunOrder: 3}
            """,
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").compactMap { _, properties in
            for stage in subject.items("Stages", in: properties) {
                let actions = subject.items("Actions", in: stage.spot).map { Step($0.spot, subject) }
                let categories = actions.map(\.category)
                if categories.contains(nil) { return nil }
                guard let name = stage.spot["Name"], let text = name.node.text?.lowercased(),
                    text.holds("prod"), !text.holds("preprod"), !text.holds("pre-prod"), !text.holds("nonprod"),
                    categories.contains("Deploy")
                else {
                    if categories.contains("Approval") { return nil }
                    continue
                }
                let approvals = actions.filter { $0.category == "Approval" }
                // What is approved may be a change set, or the last step of several.
                let isAsked = approvals.contains { approval in
                    actions.contains { $0.changes && approval.mayPrecede($0) }
                }
                if isAsked { return nil }
                return Problem(
                    approvals.isEmpty
                        ? "no approval stands before this stage" : "the approval of this stage comes after its deployment",
                    at: name.place,
                    fix: "Add an action of category Approval, provider Manual, as the stage's first, and give the others a "
                        + "higher RunOrder.")
            }
            return nil
        }
    }

    /// An action of a stage: what it is, and when it runs.
    private struct Step {
        let category: String?
        /// 1 where nothing is said; none where it can't be known.
        let order: Int?

        init(_ action: Spot, _ subject: Subject) {
            category = subject.text("ActionTypeId.Category", in: action)
            order = subject.lacks("RunOrder", in: action) ? 1 : subject.number("RunOrder", in: action)
        }

        /// Whether it can change what runs.
        var changes: Bool { category == "Deploy" || category == "Invoke" || category == "Build" }

        /// Whether it may be over before another begins. What has the same order runs at the same time.
        func mayPrecede(_ other: Step) -> Bool {
            guard let order, let later = other.order else { return true }
            return order < later
        }
    }
}
