import ViridianTemplate

extension Rule {
    /// An action that wants what nobody hands it.
    static let unlistedArtifact = Rule(
        "unlisted-artifact", .critical, .deployment, .practice,
        title: "Action of a pipeline whose configuration names an artefact that it doesn't get",
        rationale:
            "An action finds files only in its input artefacts. Where its configuration names another one, the action fails "
            + "each time that it runs, and nothing is deployed.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html",
        failing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: Deploy
                      Actions:
                        - Name: Release
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}
                          InputArtifacts: [{Name: Built}]
                          Configuration:
                            ApplicationName: shop
                            DeploymentGroupName: web
                            ↓TaskDefinitionTemplateArtifact: Code
                            AppSpecTemplateArtifact: Built
                            ↓Image1ArtifactName: Image
                        - Name: Network
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1"}
                          InputArtifacts: [{Name: Built}]
                          Configuration: {ActionMode: CREATE_UPDATE, ↓TemplatePath: "Code::network.yaml"}
            """
        ],
        passing: [
            """
            Parameters:
              Image: {Type: String}
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: Deploy
                      Actions:
                        - Name: Release
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}
                          InputArtifacts: [{Name: Built}, {Name: Code}]
                          Configuration:
                            TaskDefinitionTemplateArtifact: Code
                            AppSpecTemplateArtifact: Built
                            Image1ArtifactName: !Ref Image
                        - Name: Network
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CloudFormation, Version: "1"}
                          InputArtifacts: [{Name: Built}]
                          Configuration: {ActionMode: CREATE_UPDATE, TemplatePath: "Built::network.yaml"}
            """
        ]
    ) { subject in
        subject.pipelineActions.flatMap { _, action -> [Problem] in
            guard let keys = keys[subject.text("ActionTypeId.Provider", in: action) ?? ""],
                let configuration = action["Configuration"], configuration.node.object != nil
            else { return [] }
            let inputs = subject.items("InputArtifacts", in: action).map { subject.text("Name", in: $0.spot) }
            guard !inputs.contains(nil) else { return [] }
            return keys.compactMap { key in
                guard let place = configuration[key], let text = place.node.string else { return nil }
                // CloudFormation's are written as Artefact::file.
                let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard !inputs.contains(parts[0]), parts.count == 2 || !key.hasPrefix("Template")
                else { return nil }
                return place.problem(
                    "this action doesn't get the artefact \"\(parts[0])\"", fix: "Add {Name: \(parts[0])} to its InputArtifacts.")
            }
        }
    }

    /// The keys of the configuration that name artefacts, by who runs the action.
    private static let keys: [String: [String]] = [
        "CodeDeployToECS": [
            "TaskDefinitionTemplateArtifact", "AppSpecTemplateArtifact", "Image1ArtifactName", "Image2ArtifactName",
            "Image3ArtifactName", "Image4ArtifactName",
        ],
        "CloudFormation": ["TemplatePath", "TemplateConfiguration"],
    ]
}
