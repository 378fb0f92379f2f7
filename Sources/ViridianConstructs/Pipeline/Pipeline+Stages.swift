import ViridianResources

extension Pipeline {
    private typealias Action = CodePipeline.Pipeline.ActionDeclaration

    func stages(
        build: Handle<CodeBuild.Project>, test: Handle<CodeBuild.Project>, _ topic: Handle<SNS.Topic>
    ) -> [CodePipeline.Pipeline.StageDeclaration] {
        let fetch = Action(
            actionTypeID: .init(category: .source, owner: "AWS", provider: "CodeStarSourceConnection", version: "1"),
            configuration: [
                "BranchName": source.branch, "ConnectionArn": source.connection, "FullRepositoryId": source.repository,
                "OutputArtifactFormat": "CODE_ZIP",
            ],
            name: "Source", outputArtifacts: [.init(name: "Source")], runOrder: 1)
        let approve = Action(
            actionTypeID: .init(category: .approval, owner: "AWS", provider: "Manual", version: "1"),
            configuration: [
                "CustomData": "Staging has the new version. Look at it, and decide whether production gets it.",
                "NotificationArn": topic.arn,
            ],
            name: "Approve", runOrder: 1, timeoutInMinutes: Input(approvalTimeout.wholeMinutes))
        return [
            .init(actions: [fetch], name: "Source"),
            .init(actions: [run(build, "Build", category: .build, output: "Built")], name: "Build"),
            .init(actions: [run(test, "Test", category: .test, output: nil)], name: "Test"),
            .init(actions: [deploy(staging, "taskdef-staging.json", order: 1)].compactMap(\.self), name: "Deploy-Staging"),
            .init(
                actions: [approve] + [deploy(production, "taskdef-production.json", order: 2)].compactMap(\.self),
                name: "Deploy-Production"),
        ]
    }

    private func run(
        _ project: Handle<CodeBuild.Project>, _ name: String, category: CodePipeline.Pipeline.ActionTypeID.Category,
        output: String?
    ) -> Action {
        Action(
            actionTypeID: .init(category: category, owner: "AWS", provider: "CodeBuild", version: "1"),
            configuration: ["ProjectName": project.name], inputArtifacts: [.init(name: "Source")], name: Input(name),
            outputArtifacts: output.map { [.init(name: Input($0))] }, runOrder: 1)
    }

    /// Source: AWS CodePipeline User Guide, "Amazon Elastic Container Service and CodeDeploy blue-green deployment action
    /// reference".
    private func deploy(_ target: DeploymentTarget?, _ task: String, order: Int) -> Action? {
        guard let target else { return nil }
        return Action(
            actionTypeID: .init(category: .deploy, owner: "AWS", provider: "CodeDeployToECS", version: "1"),
            configuration: [
                "AppSpecTemplateArtifact": "Built", "AppSpecTemplatePath": "appspec.json",
                "ApplicationName": target.application, "DeploymentGroupName": target.group,
                "Image1ArtifactName": "Built", "Image1ContainerName": "IMAGE1_NAME", "TaskDefinitionTemplateArtifact": "Built",
                "TaskDefinitionTemplatePath": task,
            ],
            inputArtifacts: [.init(name: "Built")], name: "Deploy", runOrder: Input(order))
    }
}
