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
              Stamped:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    EnvironmentVariables: [{Name: IMAGE_TAG, Value: ↓$TIMESTAMP}, {Name: REPOSITORY, Value: shop}]
                  Source:
                    Type: CODEPIPELINE
                    BuildSpec: |
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - docker build -t $REPOSITORY:$IMAGE_TAG .
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
        let handed = actions.map { subject.knownText(of: $0.node) }.joined()
        return subject.resources(ofType: "AWS::CodeBuild::Project").flatMap { _, properties -> [Problem] in
            guard let spec = properties?["Source"]?["BuildSpec"], let text = spec.node.string ?? subText(spec.node),
                text.contains("\n")
            else { return [] }
            let variables = subject.items("Environment.EnvironmentVariables", in: properties).map(\.spot)
            let names = variables.map { subject.text("Name", in: $0) }
            let sourced = ["source ", ". ./", "eval ", "envsubst", "read "].contains(where: text.holds)
            guard !names.contains(nil), !sourced, actions.isEmpty || !handed.contains(Subject.unknownText) else { return [] }
            let set = Set(names.compactMap { $0 })
            func unset(_ text: String) -> [String] {
                BuildVariables.unset(in: text).filter { !set.contains($0) && !handed.holds("\"\($0)\"") }
            }
            let inCommands = unset(text)
            let inValues = variables.filter { subject.lacks("Type", in: $0) || subject.text("Type", in: $0) == "PLAINTEXT" }
                .compactMap { variable -> Problem? in
                    guard let value = variable["Value"], let own = value.node.string, own.contains("$") else { return nil }
                    return problem(unset(text + "\n" + own).filter { !inCommands.contains($0) }, at: value)
                }
            return [problem(inCommands, at: spec)].compactMap { $0 } + inValues
        }
    }

    private static func problem(_ names: [String], at spot: Spot) -> Problem? {
        guard let first = names.first else { return nil }
        return Problem(
            "nothing sets $\(names.joined(separator: ", $"))", at: spot.place,
            fix: "Add \(first) to the project's EnvironmentVariables, or set it in the commands.")
    }

    /// The text of `Fn::Sub`, in which the shell's variables are those that CloudFormation leaves.
    private static func subText(_ node: Node) -> String? {
        guard case .sub(let text, _)? = node.function else { return nil }
        return Substitution.parts(of: text).map { if case .text(let text) = $0 { text } else { "value" } }.joined()
    }
}
