import ViridianTemplate

extension Rule {
    /// A source by a personal token.
    static let githubOauthSource = Rule(
        "github-oauth-source", .medium, .security, .practice,
        title: "Pipeline whose source is GitHub version 1, by OAuth token",
        rationale:
            "The token is a person's: it reads all that the person reads, it stands in the pipeline's configuration, and it ends "
            + "when the person leaves. AWS advises against it; a connection is installed for single repositories.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/update-github-action-connections.html",
        failing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn
                  Stages:
                    - Name: Source
                      Actions:
                        - Name: GitHub
                          ↓ActionTypeId: {Category: Source, Owner: ThirdParty, Provider: GitHub, Version: "1"}
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
                    - Name: Source
                      Actions:
                        - Name: GitHub
                          ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: "1"}
            """
        ]
    ) { subject in
        subject.pipelineActions.compactMap { _, action in
            guard subject.text("ActionTypeId.Owner", in: action) == "ThirdParty",
                subject.text("ActionTypeId.Provider", in: action) == "GitHub"
            else { return nil }
            return action["ActionTypeId"]?.problem(
                "this source reads GitHub by a personal OAuth token",
                fix: "Take Owner: AWS, Provider: CodeStarSourceConnection with ConnectionArn, FullRepositoryId and BranchName.")
        }
    }
}
