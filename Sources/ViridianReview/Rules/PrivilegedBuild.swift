import ViridianTemplate

extension Rule {
    /// A build that needs the Docker daemon and can't start it.
    static let privilegedBuild = Rule(
        "privileged-build", .high, .deployment, .practice,
        title: "CodeBuild project that runs docker without privileged mode",
        rationale:
            "The Docker daemon starts in privileged mode only; without it the build ends with \"Cannot connect to the Docker "
            + "daemon\".",
        page: "https://docs.aws.amazon.com/codebuild/latest/userguide/sample-docker.html",
        failing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ↓Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: "aws/codebuild/standard:7.0"}
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: |
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - docker build -t shop .
            """
        ],
        passing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Type: LINUX_CONTAINER, Image: "aws/codebuild/standard:7.0", PrivilegedMode: true}
                  Source:
                    BuildSpec: |
                      phases: {build: {commands: [docker build -t shop .]}}
              Login:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment: {Type: LINUX_CONTAINER, Image: "aws/codebuild/standard:7.0"}
                  Source:
                    BuildSpec: |
                      phases: {build: {commands: [docker --version]}}
            """
        ]
    ) { subject in
        subject.resources(ofType: "AWS::CodeBuild::Project").compactMap { _, properties in
            guard let properties, subject.text("Environment.Image", in: properties)?.contains("/docker:") != true,
                let spec = subject.values("Source.BuildSpec", in: properties).first,
                ["LINUX", "ARM"].contains(where: (subject.text("Environment.Type", in: properties) ?? "").hasPrefix),
                subject.lacks("Environment.PrivilegedMode", in: properties)
                    || subject.text("Environment.PrivilegedMode", in: properties) == "false"
            else { return nil }
            let text = subject.knownText(of: spec.spot.node)
            let needs = [
                "docker build ", "docker push ", "docker run ", "docker pull ", "docker buildx build ", "docker-compose up",
            ]
            guard let command = needs.first(where: text.holds), !text.holds("podman") else { return nil }
            return properties["Environment"]?.problem(
                "the build runs \(command.dropLast(command.hasSuffix(" ") ? 1 : 0)), and has no privileged mode",
                fix: "Add PrivilegedMode: true.")
        }
    }
}
