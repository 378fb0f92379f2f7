import ViridianTemplate

extension Rule {
    /// An action whose input no earlier action makes.
    static let pipelineArtifact = Rule(
        "pipeline-artifact", .high, .deployment, .aws,
        title: "Pipeline input that nothing makes, or output that two make",
        rationale:
            "An action takes artifacts that actions before it have put out, and each output has a name of its own; "
            + "CodePipeline refuses a pipeline with any other input or with one output twice.",
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
                        - Name: Source
                          ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}
                          OutputArtifacts: [{Name: Code}]
                    - Name: Build
                      Actions:
                        - Name: Build
                          ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                          InputArtifacts: [{Name: ↓Coed}]
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
                        - Name: Source
                          ActionTypeId: {Category: Source, Owner: AWS, Provider: S3, Version: "1"}
                          OutputArtifacts: [{Name: Code}]
                    - Name: Build
                      Actions:
                        - Name: Build
                          ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                          InputArtifacts: [{Name: Code}]
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodePipeline::Pipeline").flatMap { _, properties -> [Problem] in
            guard let stages = properties?["Stages"], stages.node.list != nil else { return [] }
            var made: Set<String> = []
            return stages.elements.flatMap { stage -> [Problem] in
                let outputs = subject.places(["Actions", "*", "OutputArtifacts", "*", "Name"], below: stage, Scenario())
                // A name that is known only when the stack is deployed may be any.
                let twice = outputs.filter { output in
                    let isNew = made.insert(output.spot.node.string ?? "").inserted
                    return !isNew && output.spot.node.string != nil && output.scenario == Scenario()
                }.map { output in
                    Problem(
                        "another action makes the artifact \(output.spot.node.quoted)", at: output.spot.place,
                        fix: "Give each output a name of its own.")
                }
                guard !made.contains("") else { return twice }
                let inputs = subject.places(["Actions", "*", "InputArtifacts", "*", "Name"], below: stage, Scenario())
                return twice
                    + inputs.compactMap { input in
                        guard let name = input.spot.node.string, !made.contains(name) else { return nil }
                        let hint = Suggestion.clause(for: name, among: made)
                        return Problem(
                            "no action before makes the artifact \"\(name)\"\(hint)", at: input.spot.place,
                            fix: "Name an artifact that an earlier action puts out.")
                    }
            }
        }
    }
}
