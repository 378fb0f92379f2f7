import ViridianConstructs
import ViridianResources

/// One API on Fargate in a network that is there: what a service needs, and nothing that it doesn't.
struct OptimisedService: StackDefinition {
    var purpose: String { "One API on Fargate behind a load balancer, in a network that is there." }
    var tags: StackTags { StackTags(project: "optimised-service", owner: "platform", costCenter: "platform") }

    func define(in stack: inout Stack) {
        stack.logRetention = .days7
        let network = Network.Parts(existingIn: &stack)
        let image = stack.parameter(
            "Image", of: String.self,
            .matching(
                "^[a-z0-9][^@ ]*@sha256:[0-9a-f]{64}$",
                explanation: "An image by its digest, such as registry/name@sha256:… with 64 hexadecimal digits."),
            purpose: "The image by its digest. It listens on port 8080, and answers 200 on /health.")
        let tasks = stack.parameter("Tasks", default: 2, .range(1...100), purpose: "How many tasks there are.")
        let cluster = stack.add("Cluster", Cluster(in: network))
        let logs = stack.environment.stage == .production ? stack.add("AccessLogs", AccessLogs()) : nil
        let balancer = stack.add(
            "Balancer", LoadBalancer(in: network, certificate: stack.certificateInProduction(), accessLogs: logs))
        let stores = DataStores(in: &stack)
        let api = stack.add(
            "API",
            ContainerService(
                ContainerImage(image), port: 8080, healthPath: "/health", size: .halfCPU(.gib1), on: cluster, behind: balancer,
                deployment: .rolling(RollingDeployment(percent: 100...200)), tasks: tasks.value,
                healthCheck: HealthCheck(
                    interval: .seconds(30), timeout: .seconds(5), healthyThreshold: 2, unhealthyThreshold: 3,
                    deregistrationDelay: .seconds(30), grace: .seconds(60)),
                environment: stores.environment, permissions: stores.permissions, allowsExec: true))
        addPulling(for: api, to: &stack)
        chooseAddresses(of: api, in: &stack)
        stack.output("Address", balancer.url, purpose: "Where the API answers.")
        stack.output("TaskRole", api.taskRole.arn, purpose: "As what the containers act in AWS.")
        stack.output("TaskDefinition", api.task.arn, purpose: "What a task is made of.")
        stack.output("LogGroup", api.logs.name, purpose: "Where the containers' output goes.")
        stack.output("LoadBalancer", balancer.loadBalancer.arn, purpose: "The load balancer.")
        stack.output("TargetGroup", api.targetGroups[0].arn, purpose: "The tasks as targets.")
    }

    /// Public registries ask for nothing. Of ours, ECS may pull from the one repository.
    private func addPulling(for api: ContainerService.Parts, to stack: inout Stack) {
        let repository = stack.parameter(
            "ImageRepository", default: "",
            .matching(
                "^$|^[a-z0-9][a-z0-9._/-]{1,255}$",
                explanation: "The name of a repository of ECR in this account and region, or nothing."),
            purpose: "The repository of ECR from which the image comes; empty where a public registry has it.")
        let isPrivate = stack.condition("HasRepository", .not(.equals(repository.value, "")))
        let pull = IAM.Statement.allow(
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            on: ["arn:\(AWS.partition):ecr:\(AWS.region):\(AWS.accountID):repository/\(repository)"], sid: "PullImages")
        stack.grant(pull, to: api.executionRole, when: isPrivate)
        stack.grant(
            .allow(["ecr:GetAuthorizationToken"], on: ["*"], sid: "SignInToRegistry"), to: api.executionRole,
            reason: "ecr:GetAuthorizationToken knows no resources.")
    }

    /// In a default network all subnets are public, and a task without an address of its own reaches no registry.
    private func chooseAddresses(of api: ContainerService.Parts, in stack: inout Stack) {
        let choice = stack.parameter(
            "AssignPublicIp", default: "DISABLED", .oneOf("DISABLED", "ENABLED"),
            purpose:
                "ENABLED where the tasks' subnets are public, as in a default network; DISABLED where a NAT gateway leads out.")
        stack[api.service]?.properties.set(
            choice.value, at: "NetworkConfiguration", "AwsvpcConfiguration", "AssignPublicIp")
    }
}
