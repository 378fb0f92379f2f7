import ViridianTemplate

extension Rule {
    /// A source action outside the first stage, or a first stage without.
    static let pipelineSourceStage = Rule(
        "pipeline-source-stage", .high, .deployment, .aws,
        title: "Source action in the wrong stage",
        rationale:
            "The first stage of a pipeline has source actions only, and no other stage has any; CodePipeline "
            + "refuses anything else.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html",
        failing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/pipeline
                  ArtifactStore: {Type: S3, Location: artifacts}
                  Stages:
                    - Name: Source
                      Actions:
                        - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}}
                    - Name: Build
                      Actions:
                        - {Name: More, ActionTypeId: {Category: ↓Source, Owner: AWS, Provider: S3, Version: "1"}}
            """
        ],
        passing: [
            """
            Resources:
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/pipeline
                  ArtifactStore: {Type: S3, Location: artifacts}
                  Stages:
                    - Name: Source
                      Actions:
                        - {Name: Source, ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}}
                    - Name: Build
                      Actions:
                        - {Name: Build, ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").flatMap { _, properties -> [Problem] in
            guard let stages = properties?["Stages"] else { return [] }
            // With a stage that a condition may take away, nobody knows which one is first.
            let elements = stages.elements
            guard !elements.contains(where: { $0.node.isConditional }) else { return [] }
            return elements.enumerated().flatMap { index, stage in
                subject.places(["Actions", "*", "ActionTypeId", "Category"], below: stage, Scenario()).compactMap { category in
                    problem(with: category.spot, isFirst: index == 0)
                }
            }
        }
    }

    private static func problem(with category: Spot, isFirst: Bool) -> Problem? {
        guard let text = category.node.string, (text == "Source") != isFirst else { return nil }
        let message = isFirst ? "the first stage has source actions only" : "a source action must be in the first stage"
        return Problem(message, at: category.place, fix: "Move the action into another stage.")
    }
}
