import ViridianTemplate

extension Rule {
    /// Another build each time.
    static let unpinnedBuildVariable = Rule(
        "unpinned-build-variable", .medium, .deployment, .practice,
        title: "Build variable or runtime that means something else tomorrow",
        rationale:
            "An image tag, a version or a runtime that is called latest makes two builds of one commit differ, "
            + "and a rollback bring back something that was never tested.",
        page: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html",
        failing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    Type: LINUX_CONTAINER
                    EnvironmentVariables:
                      - {Name: IMAGE_TAG, Value: ↓latest}
              Push:
                Type: AWS::CodeBuild::Project
                Properties:
                  Source:
                    BuildSpec: ↓|
                      phases:
                        build:
                          commands:
                            - IMAGE_TAG=latest
                            - docker push shop:$IMAGE_TAG
              Test:
                Type: AWS::CodeBuild::Project
                Properties:
                  Source:
                    BuildSpec: ↓|
                      phases:
                        install:
                          runtime-versions: {nodejs: latest}
            """
        ],
        passing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    Type: LINUX_CONTAINER
                    EnvironmentVariables:
                      - {Name: REPOSITORY, Value: shop}
                      - {Name: NODE_VERSION, Value: "24"}
                  Source:
                    BuildSpec: |
                      phases:
                        install:
                          runtime-versions:
                            nodejs: 22
                        build:
                          commands:
                            - IMAGE_TAG=${COMMIT:=latest}
                            - docker tag shop:$IMAGE_TAG shop:latest
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodeBuild::Project").flatMap { _, properties -> [Problem] in
            let inSpecification = specification(properties?["Source"]?["BuildSpec"])
            return inSpecification
                + subject.items("Environment.EnvironmentVariables", in: properties).compactMap { variable in
                    guard let name = subject.text("Name", in: variable.spot), let value = variable.spot["Value"],
                        ["TAG", "VERSION", "IMAGE"].contains(where: name.uppercased().contains),
                        let text = subject.text("Value", in: variable.spot)?.lowercased(),
                        text == "latest" || text.hasSuffix(":latest")
                    else { return nil }
                    return Problem(
                        "\(name) is \(text), which is another image tomorrow", at: value.place,
                        fix: "Take the tag from the commit: $CODEBUILD_RESOLVED_SOURCE_VERSION.")
                }
        }
    }

    /// What an inline build specification takes as it is on the day: a runtime, or the tag of what it makes.
    private static func specification(_ spot: Spot?) -> [Problem] {
        let text: String? = if case .sub(let text, _)? = spot?.node.function { text } else { spot?.node.string }
        guard let spot, let text, text.utf8.contains(UInt8(ascii: "\n")), text.holds("latest") else { return [] }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n")).map { Substring($0) }
            .filter { $0.holds("latest") }.map { $0.drop(while: \.isWhitespace) }
        if let line = lines.first(where: isLatestTag) {
            return [
                Problem(
                    "the image is tagged latest: \(line)", at: spot.place,
                    fix: "Take the tag from the commit: $CODEBUILD_RESOLVED_SOURCE_VERSION.")
            ]
        }
        guard let line = lines.first(where: isLatestRuntime) else { return [] }
        return [Problem("the runtime is another one tomorrow: \(line)", at: spot.place, fix: "Write the version: nodejs: 22.")]
    }

    /// `IMAGE_TAG=latest`, and the file in which a pipeline hands on the image with that tag.
    private static func isLatestTag(_ line: Substring) -> Bool {
        let handsOn = ["imageUri", "ImageURI"].contains(where: line.holds) && line.holds(":latest")
        let words = line.split { $0 == " " || $0 == ";" || $0 == "'" || $0 == "\"" }
        return handsOn
            || words.contains { word in
                guard let sign = word.firstIndex(of: "="), word[word.index(after: sign)...] == "latest" else { return false }
                let name = word[..<sign]
                return name.allSatisfy { $0.isUppercase || $0 == "_" } && ["TAG", "VERSION"].contains(where: name.contains)
            }
    }

    /// `nodejs: latest` of `runtime-versions`, also on its line.
    private static func isLatestRuntime(_ line: Substring) -> Bool {
        ["nodejs", "python", "java", "golang", "ruby", "php", "dotnet"].contains { name in
            [": latest", ": \"latest\"", ": 'latest'"].contains { line.holds(name + $0) }
        }
    }
}
