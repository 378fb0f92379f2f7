import ViridianConstructs
import ViridianResources

/// From a commit to production: a pipeline that builds an image, tests it, and brings it to two services by CodeDeploy.
struct DeliveryPipeline: StackDefinition {
    var purpose: String { "A pipeline from a commit to production, and the services on Fargate that it deploys blue/green." }
    var tags: StackTags { StackTags(project: "delivery-pipeline", owner: "platform", costCenter: "platform") }

    func define(in stack: inout Stack) {
        stack.logRetention = .days30
        let staging = GivenTarget("Staging", in: &stack)
        let production = GivenTarget("Production", in: &stack)
        let port = stack.parameter(
            "GivenPort", default: 8080, .range(1...65535), purpose: "The port of the container of services that are given.")
        let container = stack.parameter(
            "GivenContainer", default: "app",
            .matching("^[a-zA-Z0-9_-]{1,255}$", explanation: "The name of a container."),
            purpose: "The name of the container of services that are given.")
        let isOwn = stack.condition("OwnsServices", .any([.not(.is(staging.isGiven)), .not(.is(production.isGiven))]))
        let place = stack.when(isOwn) { stack in ServicePlace(in: &stack) }
        let targets = [staging, production].map { $0.orOwn(in: place, to: &stack) }
        addPipeline(to: targets, Pipeline.Container(port: port.value, name: container.value), in: &stack)
    }

    private func addPipeline(to targets: [DeploymentTarget?], _ container: Pipeline.Container, in stack: inout Stack) {
        let source = Source(in: &stack)
        let email = stack.parameter(
            "NotificationEmail", of: String.self,
            .matching("^[^@ ]+@[^@ ]+[.][^@ ]+$", explanation: "An address of e-mail."),
            purpose: "Who is told what the pipeline does, and asked to approve; its owner confirms once.")
        let parts = stack.add(
            "Pipeline",
            Pipeline(
                of: source.repository, tests: source.tests, staging: targets[0], production: targets[1], container: container,
                notify: [email.value], secondRegion: source.secondRegion))
        stack.output("Topic", parts.topic.arn, purpose: "What the pipeline tells, and where it asks for approval.")
        stack.output("ArtefactBucket", parts.bucket.name, purpose: "Where artefacts lie.")
        stack.output("ArtefactKey", parts.key.arn, purpose: "What encrypts artefacts and notices.")
    }
}
