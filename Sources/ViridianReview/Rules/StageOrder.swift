import ViridianTemplate

extension Rule {
    /// First shipped, then tested.
    static let stageOrder = Rule(
        "stage-order", .medium, .deployment, .practice,
        title: "Pipeline whose stages are out of order",
        rationale:
            "Stages run in the order in which they are written. What is tested after it was deployed, or goes to "
            + "production before staging, has been tried on users.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts.html",
        failing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - {Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3,
                        Version: "1"}}]}
                    - {Name: Deploy-Production, Actions: [{Name: d, ActionTypeId: {Category: Deploy, Owner: AWS,
                        Provider: ECS, Version: "1"}}]}
                    - {Name: ↓Test, Actions: [{Name: t, ActionTypeId: {Category: Test, Owner: AWS, Provider: CodeBuild,
                        Version: "1"}}]}
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
                    - {Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3,
                        Version: "1"}}]}
                    - {Name: Build, Actions: [{Name: b, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild,
                        Version: "1"}}]}
                    - {Name: Staging, Actions: [{Name: d, ActionTypeId: {Category: Deploy, Owner: AWS, Provider: ECS,
                        Version: "1"}}]}
                    - {Name: Smoke-Test, Actions: [{Name: t, ActionTypeId: {Category: Test, Owner: AWS, Provider: CodeBuild,
                        Version: "1"}}]}
                    - {Name: Production, Actions: [{Name: p, ActionTypeId: {Category: Deploy, Owner: AWS, Provider: ECS,
                        Version: "1"}}]}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").compactMap { _, properties in
            var production: String?
            var deployed: String?
            for stage in subject.items("Stages", in: properties).map(\.spot) {
                guard let place = stage["Name"], let name = place.node.string else { return nil }
                let word = name.lowercased()
                let categories = subject.items("Actions", in: stage).map { subject.text("ActionTypeId.Category", in: $0.spot) }
                let isProduction =
                    ["prod", "production", "live"].contains { part in
                        word.split(whereSeparator: { !$0.isLetter }).contains { $0 == part }
                    } && categories.contains("Deploy")
                let isSmoke = ["smoke", "post", "verif", "valid", "integration", "e2e", "accept"].contains(where: word.contains)
                let isEarlier = word.holds("stag") || categories.contains("Build") || categories.contains("Test")
                if let production, !isProduction, isEarlier, !isSmoke {
                    return Problem(
                        "this stage comes after \"\(production)\"", at: place.place, fix: "Put it before \"\(production)\".")
                }
                if let deployed, categories.contains("Build"), word.holds("build"), production == nil {
                    return Problem(
                        "what is built here comes after \"\(deployed)\"", at: place.place, fix: "Build first, then deploy.")
                }
                if isProduction { production = production ?? name }
                // A pipeline may renew itself, or its surroundings, before it builds.
                if deploysApplication(stage, subject) { deployed = deployed ?? name }
            }
            return nil
        }
    }

    private static func deploysApplication(_ stage: Spot, _ subject: Subject) -> Bool {
        let providers = ["ECS", "CodeDeployToECS", "CodeDeploy", "ElasticBeanstalk"]
        return subject.items("Actions", in: stage).contains { action in
            subject.text("ActionTypeId.Provider", in: action.spot).map(providers.contains) ?? false
        }
    }
}
