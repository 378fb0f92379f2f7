import ViridianResources
import ViridianTemplate

extension Pipeline {
    /// A build with its log, and a role that may do what its specification does.
    func addProject(
        _ name: String, _ specification: String, _ places: PipelinePlaces, to stack: inout Stack
    ) -> Handle<CodeBuild.Project> {
        let logs = stack.add(
            "\(name)Logs",
            Logs.LogGroup(logGroupName: stack.physicalName(name.lowercased()), retentionInDays: .days30),
            purpose: "Keeps what the \(name.lowercased()) writes.", deletionPolicy: .delete)
        let isBuild = name == "Build"
        var statements: [IAM.Statement] = [
            .allow(["logs:CreateLogStream", "logs:PutLogEvents"], on: [logs.arn.typed()], sid: "WriteLogs"),
            .allow(
                ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
                on: ["\(places.bucket.arn.typed(as: String.self))/*"], sid: "Artefacts"),
            .allow(["kms:Decrypt", "kms:GenerateDataKey"], on: [places.key.arn.typed()], sid: "OpenArtefacts"),
        ]
        if isBuild { statements += buildStatements(places) }
        let role = stack.add(
            "\(name)Role",
            IAM.Role(
                assumeRolePolicyDocument: .trust(
                    .codeBuild, conditions: [IAM.Condition(.stringEquals, "aws:SourceAccount", AWS.accountID)]),
                description: Input("Runs the \(name.lowercased())"),
                policies: [.init(policyDocument: IAM.PolicyDocument(statements), policyName: Input(name.lowercased()))]),
            purpose: "What the \(name.lowercased()) may do.",
            metadata: wildcards(
                isBuild ? ["ecr:GetAuthorizationToken and ecs:DescribeTaskDefinition know no resources."] : []))
        return stack.add(
            "\(name)Project",
            CodeBuild.Project(
                artifacts: .init(type: "CODEPIPELINE"), encryptionKey: places.key.arn,
                environment: .init(
                    computeType: "BUILD_GENERAL1_SMALL", environmentVariables: isBuild ? variables(places) : nil,
                    image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0", privilegedMode: Input(isBuild),
                    type: "LINUX_CONTAINER"),
                logsConfig: .init(cloudWatchLogs: .init(groupName: logs.name, status: "ENABLED")),
                name: stack.physicalName(name.lowercased()), serviceRole: role.arn,
                source: .init(buildSpec: Input(specification), type: "CODEPIPELINE"), timeoutInMinutes: 30),
            purpose: isBuild ? "Builds the image." : "Runs the tests.")
    }

    private func variables(_ places: PipelinePlaces) -> [CodeBuild.Project.EnvironmentVariable] {
        [
            .init(name: "APPSPEC", value: Input(Buildspec.appspec)),
            .init(name: "CONTAINER_NAME", value: container.name),
            .init(name: "CONTAINER_PORT", value: container.port.words),
            .init(name: "PRODUCTION_TASK", value: production?.task ?? ""),
            .init(name: "REPOSITORY_URI", value: places.repository.uri),
            .init(name: "STAGING_TASK", value: staging?.task ?? ""),
        ]
    }

    private func buildStatements(_ places: PipelinePlaces) -> [IAM.Statement] {
        [
            .allow(
                [
                    "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
                    "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
                ], on: [places.repository.arn.typed()], sid: "PushImages"),
            .allow(["ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition"], on: ["*"], sid: "SignInAndLook"),
        ]
    }

    /// Source: AWS CodePipeline User Guide, "Add permissions to the CodePipeline service role".
    func addRole(
        _ places: PipelinePlaces, projects: [Handle<CodeBuild.Project>], to stack: inout Stack
    ) -> Handle<IAM.Role> {
        let targets = [staging, production].compactMap(\.self)
        let families: [Input<String>] = targets.map {
            "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID):task-definition/\($0.family):*"
        }
        let codeDeploy: Input<String> = "arn:\(AWS.partition):codedeploy:\(AWS.region):\(AWS.accountID)"
        let statements: [IAM.Statement] = [
            .allow(
                ["s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
                on: ["\(places.bucket.arn.typed(as: String.self))/*"], sid: "Artefacts"),
            .allow(["s3:GetBucketVersioning"], on: [places.bucket.arn.typed()], sid: "ArtefactStore"),
            .allow(
                ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], on: [places.key.arn.typed()], sid: "OpenArtefacts"),
            .allow(
                ["codeconnections:UseConnection", "codestar-connections:UseConnection"], on: [source.connection],
                sid: "FetchSource"),
            .allow(
                ["codebuild:BatchGetBuilds", "codebuild:StartBuild"], on: .list(projects.map { $0.arn.typed() }), sid: "Build"),
            .allow(["sns:Publish"], on: [places.topic.arn.typed()], sid: "AskForApproval"),
            .allow(
                ["codedeploy:CreateDeployment", "codedeploy:GetDeployment"],
                on: .list(targets.map { "\(codeDeploy):deploymentgroup:\($0.application)/\($0.group)" }), sid: "Deploy"),
            .allow(
                ["codedeploy:GetApplication", "codedeploy:GetApplicationRevision", "codedeploy:RegisterApplicationRevision"],
                on: .list(targets.map { "\(codeDeploy):application:\($0.application)" }), sid: "DescribeRevisions"),
            .allow(["codedeploy:GetDeploymentConfig"], on: ["\(codeDeploy):deploymentconfig:*"], sid: "SeeConfigurations"),
            .allow(["ecs:RegisterTaskDefinition", "ecs:TagResource"], on: .list(families), sid: "RegisterTasks"),
            IAM.Statement(
                .allow, sid: "PassRoles", actions: ["iam:PassRole"], resources: .list(targets.flatMap(\.roles)),
                conditions: [
                    IAM.Condition(
                        .stringEquals, "iam:PassedToService", anyOf: ["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"])
                ]),
        ]
        return stack.add(
            "Role",
            IAM.Role(
                assumeRolePolicyDocument: .trust(.codePipeline),
                description: "Runs the pipeline",
                policies: [.init(policyDocument: IAM.PolicyDocument(statements), policyName: "run-pipeline")]),
            purpose: "What the pipeline may do.")
    }
}

extension Input where T == Int {
    /// The number as text, where AWS wants text.
    fileprivate var words: Input<String> {
        lowered.node.int.map { Input<String>(text: String($0)) } ?? typed()
    }
}
