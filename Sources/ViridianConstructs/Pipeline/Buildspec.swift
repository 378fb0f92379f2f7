/// What CodeBuild runs. Every variable is one of CodeBuild's own, or defined by the project.
///
/// Source: AWS CodeBuild User Guide, "Build specification reference for CodeBuild".
enum Buildspec {
    /// Builds the image, and writes what CodeDeploy's action reads: the image, the task definitions and the application's
    /// specification.
    static let build = """
        version: 0.2
        phases:
          pre_build:
            commands:
              - TAG=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-12)
              - REGISTRY=$(echo $REPOSITORY_URI | cut -d / -f 1)
              - aws ecr get-login-password --region $AWS_REGION | docker login --username AWS --password-stdin $REGISTRY
          build:
            commands:
              - docker build --tag $REPOSITORY_URI:$TAG .
          post_build:
            commands:
              - docker push $REPOSITORY_URI:$TAG
              - printf '{"ImageURI":"%s"}' $REPOSITORY_URI:$TAG > imageDetail.json
              - DROP='del(.taskDefinitionArn,.revision,.status,.requiresAttributes,.compatibilities,.registeredAt,.registeredBy)'
              - IMAGE='.containerDefinitions[0].image="<IMAGE1_NAME>"'
              - aws ecs describe-task-definition --task-definition $STAGING_TASK --query taskDefinition > staging.json
              - jq "$DROP | $IMAGE" staging.json > taskdef-staging.json
              - aws ecs describe-task-definition --task-definition $PRODUCTION_TASK --query taskDefinition > production.json
              - jq "$DROP | $IMAGE" production.json > taskdef-production.json
              - printf "$APPSPEC" $CONTAINER_NAME $CONTAINER_PORT > appspec.json
        artifacts:
          files:
            - imageDetail.json
            - taskdef-staging.json
            - taskdef-production.json
            - appspec.json

        """

    /// The application's specification, for `printf`: its version is a number that has a point, and JSON is YAML, too.
    static let appspec =
        #"{"version":0.0,"Resources":[{"TargetService":{"Type":"AWS::ECS::Service","Properties":{"TaskDefinition":"#
        + #""<TASK_DEFINITION>","LoadBalancerInfo":{"ContainerName":"%s","ContainerPort":%s}}}}]}"#

    /// Runs the tests.
    static func test(_ commands: [String]) -> String {
        let lines = commands.map { "      - \(quoted($0))\n" }.joined()
        return "version: 0.2\nphases:\n  build:\n    commands:\n" + lines
    }

    /// A command as YAML has it, whatever is in it.
    private static func quoted(_ command: String) -> String {
        "'" + command.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
