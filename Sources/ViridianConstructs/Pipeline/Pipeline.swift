public import ViridianResources
import ViridianTemplate

/// Brings a change from its source through a build and tests to staging, and to production once somebody agrees.
///
/// ```swift
/// stack.add("Pipeline", Pipeline(
///     of: Source(connection: connection.value, repository: "acme/shop", branch: "main"), tests: ["make test"],
///     staging: staging, production: production, notify: ["team@example.org"]))
/// ```
///
/// It has five stages: Source, Build, Test, Deploy-Staging and Deploy-Production, of which the last begins with the approval.
/// Both services are deployed by CodeDeploy. Images are tagged by commit, and a tag never changes. Source: AWS CodePipeline User
/// Guide, "Tutorial: Create a pipeline with an Amazon ECR source and ECS-to-CodeDeploy deployment".
public struct Pipeline: Construct {
    /// Where changes come from.
    public var source: Source
    /// The commands of the tests.
    public var tests: [String]
    /// Where a change goes first.
    public var staging: DeploymentTarget?
    /// Where it goes once somebody agrees.
    public var production: DeploymentTarget?
    /// The e-mail addresses of those who are told, and may agree.
    public var notify: [Input<String>]
    /// How long an approval is waited for.
    public var approvalTimeout: Duration
    /// The name and the port of the container that gets the new image.
    public var container: Container
    /// A store of artefacts in a second region, for actions there.
    public var secondRegion: SecondRegion?

    /// The container that gets the new image.
    public struct Container: Hashable, Sendable {
        var name: Input<String>
        var port: Input<Int>

        /// The container of services that ``ContainerService`` makes.
        public init(port: Input<Int>, name: Input<String> = "app") {
            self.name = name
            self.port = port
        }
    }

    /// Where changes come from: a repository, by a connection that somebody has completed in the console.
    public struct Source: Hashable, Sendable {
        /// The ARN of the connection.
        public var connection: Input<String>
        /// The repository, with its owner.
        public var repository: Input<String>
        /// The branch.
        public var branch: Input<String>

        /// A repository behind a connection.
        public init(connection: Input<String>, repository: Input<String>, branch: Input<String> = "main") {
            self.connection = connection
            self.repository = repository
            self.branch = branch
        }
    }

    /// A pipeline between two services of its stack.
    public init(
        of source: Source, tests: [String], staging: ContainerService.Parts, production: ContainerService.Parts,
        notify: [Input<String>], approvalTimeout: Duration = .seconds(7 * 86400)
    ) {
        self.init(
            of: source, tests: tests, staging: DeploymentTarget(staging), production: DeploymentTarget(production),
            container: Container(port: Input(staging.port)), notify: notify, approvalTimeout: approvalTimeout)
    }

    /// A pipeline between two services, wherever they are.
    public init(
        of source: Source, tests: [String], staging: DeploymentTarget?, production: DeploymentTarget?, container: Container,
        notify: [Input<String>], approvalTimeout: Duration = .seconds(7 * 86400), secondRegion: SecondRegion? = nil
    ) {
        self.source = source
        self.tests = tests
        self.staging = staging
        self.production = production
        self.container = container
        self.secondRegion = secondRegion
        self.notify = notify
        self.approvalTimeout = approvalTimeout
    }

    /// What others need of a pipeline.
    public struct Parts: Hashable, Sendable {
        /// The pipeline itself.
        public let pipeline: Handle<CodePipeline.Pipeline>
        /// Where images are kept.
        public let repository: Handle<ECR.Repository>
        /// Who is told.
        public let topic: Handle<SNS.Topic>
        /// Where artefacts lie.
        public let bucket: Handle<S3.Bucket>
        /// What encrypts them.
        public let key: Handle<KMS.Key>
    }

    /// Adds the pipeline's resources.
    public func define(in stack: inout Stack) -> Parts {
        check(&stack)
        let key = stack.add("Key", EncryptionKey("Encrypts artefacts and notices of the pipeline", services: [.rules]))
        let bucket = addBucket(to: &stack, key)
        let repository = addRepository(to: &stack, key)
        let topic = addTopic(to: &stack, key)
        let places = PipelinePlaces(key: key, bucket: bucket, repository: repository, topic: topic)
        for role in [staging, production].compactMap({ $0?.deploymentRole }) {
            // CodeDeploy reads the revision where the pipeline has put it.
            stack.grant(
                .allow(
                    ["s3:GetObject", "s3:GetObjectVersion"], on: ["\(bucket.arn.typed(as: String.self))/*"],
                    sid: "ReadRevisions"),
                to: role)
            key.grantDecrypt(to: role, in: &stack)
        }
        let build = addProject("Build", Buildspec.build, places, to: &stack)
        let test = addProject("Test", Buildspec.test(tests), places, to: &stack)
        let role = addRole(places, projects: [build, test], to: &stack)
        let pipeline = stack.add(
            "Pipeline",
            CodePipeline.Pipeline(
                artifactStore: secondRegion == nil ? places.store : nil, name: stack.physicalName(""), pipelineType: .v2,
                restartExecutionOnUpdate: false, roleARN: role.arn,
                stages: stages(build: build, test: test, topic)),
            purpose: "Brings a change from its source to production.")
        secondRegion?.add(to: pipeline, places, role, in: &stack)
        addNotices(of: pipeline, to: topic, in: &stack)
        stack.output("Pipeline", pipeline.name, purpose: "The pipeline.")
        stack.output("Repository", repository.uri, purpose: "Where images are kept.")
        return Parts(pipeline: pipeline, repository: repository, topic: topic, bucket: bucket, key: key)
    }

    private func check(_ stack: inout Stack) {
        func report(_ message: String, _ advice: String) { stack.report(.invalidValue, message, advice: advice) }
        // What a parameter gives, its own pattern judges.
        if let name = source.repository.lowered.node.string, name.split(separator: "/").count != 2 {
            report("\"\(name)\" is no repository", "Write it with its owner, such as acme/shop.")
        }
        if tests.isEmpty { report("a pipeline without tests proves nothing", "Give the commands of the tests.") }
        if staging == nil || production == nil {
            report(
                "a pipeline deploys services by CodeDeploy, and one of these is not",
                "Give both services deployment: .codeDeploy().")
        }
        if !(5...86_400).contains(approvalTimeout.wholeMinutes) {
            report("an approval can't be waited for so long", "Say 5 minutes to 60 days.")
        }
    }
}

/// What the parts of a pipeline share.
struct PipelinePlaces {
    let key: Handle<KMS.Key>
    let bucket: Handle<S3.Bucket>
    let repository: Handle<ECR.Repository>
    let topic: Handle<SNS.Topic>

    /// Where the pipeline keeps artefacts.
    var store: CodePipeline.Pipeline.ArtifactStore {
        .init(encryptionKey: .init(id: key.arn.typed(), type: "KMS"), location: bucket.name, type: .s3)
    }
}
