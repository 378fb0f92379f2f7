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
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodeBuild::Project").flatMap { _, properties -> [Problem] in
            subject.items("Environment.EnvironmentVariables", in: properties).compactMap { variable in
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
}
