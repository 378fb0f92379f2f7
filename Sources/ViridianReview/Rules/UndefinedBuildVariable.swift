import ViridianTemplate

extension Rule {
    /// A build that says `docker push /shop:`.
    static let undefinedBuildVariable = Rule(
        "undefined-build-variable", .high, .deployment, .practice,
        title: "Build specification that uses a variable which nothing sets",
        rationale:
            "The shell puts nothing in the place of a variable that isn't set, and goes on: an image is pushed to a repository "
            + "without a name, or the build fails where nobody looks.",
        page: "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html",
        failing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    EnvironmentVariables: [{Name: REPOSITORY, Value: shop}]
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: ↓|
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - TAG=$CODEBUILD_RESOLVED_SOURCE_VERSION
                            - docker build -t $REGISTRY/$REPOSITORY:$TAG .
            """
        ],
        passing: [
            """
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    EnvironmentVariables: [{Name: REPOSITORY, Value: shop}]
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: |
                      version: 0.2
                      env:
                        variables:
                          REGISTRY: example
                      phases:
                        build:
                          commands:
                            - TAG=${CODEBUILD_RESOLVED_SOURCE_VERSION:-none}
                            - for FILE in *; do echo $FILE; done
                            - docker build -t $REGISTRY/$REPOSITORY:$TAG .
            """
        ]
    ) { subject in
        let actions = subject.pipelineActions.compactMap { $0.action["Configuration"]?["EnvironmentVariables"] }
        let given = actions.map { subject.knownText(of: $0.node) }.joined()
        return subject.resources(ofType: "AWS::CodeBuild::Project").compactMap { _, properties in
            guard let spec = properties?["Source"]?["BuildSpec"], let text = spec.node.string ?? subText(spec.node),
                text.contains("\n")
            else { return nil }
            let variables = subject.items("Environment.EnvironmentVariables", in: properties).map {
                subject.text("Name", in: $0.spot)
            }
            let sourced = ["source ", ". ./", "eval ", "envsubst", "read "].contains(where: text.holds)
            guard !variables.contains(nil), !sourced, actions.isEmpty || !given.contains(Subject.unknownText) else { return nil }
            let set = Set(variables.compactMap { $0 })
            let unset = BuildVariables.unset(in: text).filter { !set.contains($0) && !given.holds("\"\($0)\"") }
            guard let first = unset.first else { return nil }
            return Problem(
                "nothing sets $\(unset.joined(separator: ", $"))", at: spec.place,
                fix: "Add \(first) to the project's EnvironmentVariables, or set it in the commands.")
        }
    }

    /// The text of `Fn::Sub`, in which the shell's variables are those that CloudFormation leaves.
    private static func subText(_ node: Node) -> String? {
        guard case .sub(let text, _)? = node.function else { return nil }
        return Substitution.parts(of: text).map { if case .text(let text) = $0 { text } else { "value" } }.joined()
    }
}
