import ViridianTemplate

extension Rule {
    /// A deployment of whatever was there before.
    static let imageFileNotWritten = Rule(
        "image-file-not-written", .high, .deployment, .practice,
        title: "Deployment of an image whose file the build doesn't hand on",
        rationale:
            "CodePipeline tells ECS the new image by a file of the build: imageDetail.json for CodeDeployToECS, "
            + "imagedefinitions.json for ECS. Where the build doesn't write it, or doesn't list it among its artefacts, the "
            + "action fails in each run, after the image was pushed.",
        page: "https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html",
        failing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: ↓|
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - printf '{"ImageURI":"%s"}' $IMAGE > imageDetail.json
                      artifacts:
                        files: [taskdef.json, appspec.yaml]
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Stages:
                    - Name: Build
                      Actions:
                        - Name: Build
                          ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                          Configuration: {ProjectName: !Ref Build}
                          OutputArtifacts: [{Name: Built}]
                    - Name: Deploy
                      Actions:
                        - Name: Deploy
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}
                          InputArtifacts: [{Name: Built}]
                          Configuration: {Image1ArtifactName: Built, Image1ContainerName: IMAGE1_NAME}
            """
        ],
        passing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: |
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - printf '{"ImageURI":"%s"}' $IMAGE > imageDetail.json
                      artifacts:
                        files: ["**/*"]
              Elsewhere:
                Type: AWS::CodeBuild::Project
                Properties: {Source: {Type: CODEPIPELINE, BuildSpec: buildspec.yml}}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Stages:
                    - Name: Source
                      Actions:
                        - Name: Image
                          ActionTypeId: {Category: Source, Owner: AWS, Provider: ECR, Version: "1"}
                          OutputArtifacts: [{Name: Image}]
                    - Name: Build
                      Actions:
                        - Name: Build
                          ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                          Configuration: {ProjectName: !Ref Build}
                          OutputArtifacts: [{Name: Built}]
                        - Name: Other
                          ActionTypeId: {Category: Build, Owner: AWS, Provider: CodeBuild, Version: "1"}
                          Configuration: {ProjectName: !Ref Elsewhere}
                          OutputArtifacts: [{Name: Other}]
                    - Name: Deploy
                      Actions:
                        - Name: Own
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}
                          InputArtifacts: [{Name: Built}]
                          Configuration: {Image1ArtifactName: Built, Image1ContainerName: IMAGE1_NAME}
                        - Name: Registry
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: CodeDeployToECS, Version: "1"}
                          InputArtifacts: [{Name: Image}]
                          Configuration: {Image1ArtifactName: Image, Image1ContainerName: IMAGE1_NAME}
                        - Name: Rolling
                          ActionTypeId: {Category: Deploy, Owner: AWS, Provider: ECS, Version: "1"}
                          InputArtifacts: [{Name: Other}]
                          Configuration: {ClusterName: shop, ServiceName: web}
            """
        ]
    ) { subject in
        let actions = subject.pipelineActions.map(\.action)
        var reported: Set<[String]> = []
        return actions.flatMap { wantedFiles(of: $0, subject) }.compactMap { artifact, file in
            guard let builder = builder(of: artifact, among: actions, subject),
                let project = subject.resource(at: "Configuration.ProjectName", in: builder),
                project.type == "AWS::CodeBuild::Project",
                let specification = subject.spot(project)["Properties"]?["Source"]?["BuildSpec"],
                !mayHandOn(file, specification, subject), reported.insert(specification.path + [file]).inserted
            else { return nil }
            return Problem(
                "a deployment takes \(file) from \"\(artifact)\", and this build doesn't hand it on", at: specification.place,
                fix: "Write \(file) in the commands, and list it under artifacts: files.")
        }
    }

    /// The build that makes an artefact: the one that says so, or the only one that says of none, which is told elsewhere.
    private static func builder(of artifact: String, among actions: [Spot], _ subject: Subject) -> Spot? {
        func hasOutput(_ action: Spot) -> Bool {
            subject.items("OutputArtifacts", in: action).contains { subject.text("Name", in: $0.spot) == artifact }
        }
        if let maker = actions.first(where: hasOutput) {
            return subject.text("ActionTypeId.Provider", in: maker) == "CodeBuild" ? maker : nil
        }
        let silent = actions.filter { action in
            subject.text("ActionTypeId.Category", in: action) == "Build" && subject.lacks("OutputArtifacts", in: action)
        }
        return silent.count == 1 && subject.text("ActionTypeId.Provider", in: silent[0]) == "CodeBuild" ? silent[0] : nil
    }

    /// The files that an action reads to know its image, with the artefacts in which it looks for them.
    private static func wantedFiles(of action: Spot, _ subject: Subject) -> [(artifact: String, file: String)] {
        switch subject.text("ActionTypeId.Provider", in: action) {
        case "CodeDeployToECS":
            (1...4).compactMap { subject.text("Configuration.Image\($0)ArtifactName", in: action) }
                .map { ($0, "imageDetail.json") }
        case "ECS":
            subject.items("InputArtifacts", in: action).compactMap { subject.text("Name", in: $0.spot) }.map {
                ($0, subject.text("Configuration.FileName", in: action) ?? "imagedefinitions.json")
            }
        default: []
        }
    }

    /// Whether a build may hand on a file: its specification lists it, or all files, or isn't written here.
    private static func mayHandOn(_ file: String, _ specification: Spot, _ subject: Subject) -> Bool {
        let text = subject.knownText(of: specification.node)
        guard text.contains("\n"), let artifacts = text.firstRange(of: "\nartifacts:") else { return true }
        let listed = text[artifacts.upperBound...]
        let mentions = listed.contains(file) || listed.contains("*") || listed.contains(Subject.unknownText)
        // The list alone may name a file that the repository holds.
        return mentions && (text.contains(file) || listed.contains("*"))
    }
}
