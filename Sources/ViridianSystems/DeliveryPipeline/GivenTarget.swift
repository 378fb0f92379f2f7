import ViridianConstructs
import ViridianResources

/// A service that the pipeline deploys to: one that is there already, if its deployment group is given, or one of the
/// system's own.
struct GivenTarget {
    let name: String
    let isGiven: Condition
    private let given: DeploymentTarget

    init(_ name: String, in stack: inout Stack) {
        self.name = name
        let word = name.lowercased()
        func text(_ suffix: String, _ what: String, to stack: inout Stack) -> Input<String> {
            stack.parameter(
                "Given\(name)\(suffix)", default: "",
                .matching("^[a-zA-Z0-9_.+=,@/-]*$", explanation: "A name, or nothing."),
                purpose: "\(what) of \(word) that is there already; empty for a service of the system's own."
            ).value
        }
        func role(_ suffix: String, _ what: String, to stack: inout Stack) -> Input<String> {
            "arn:\(AWS.partition):iam::\(AWS.accountID):role/\(text(suffix, what, to: &stack))"
        }
        let group = text("DeploymentGroup", "The deployment group of CodeDeploy", to: &stack)
        given = DeploymentTarget(
            application: text("Application", "The application of CodeDeploy", to: &stack), group: group,
            family: text("TaskFamily", "The family of the task definition", to: &stack),
            executionRole: role("ExecutionRole", "The execution role, by its name with its path,", to: &stack),
            taskRole: role("TaskRole", "The task role, by its name with its path,", to: &stack))
        isGiven = stack.condition("Has\(name)", .not(.equals(group, "")))
    }

    /// The given service, or one on Fargate that CodeDeploy deploys. That begins with a public image: nothing has been built yet.
    func orOwn(in place: ServicePlace, to stack: inout Stack) -> DeploymentTarget? {
        let isOwn = stack.condition("Owns\(name)", .not(.is(isGiven)))
        let service = stack.when(isOwn) { stack in
            let balancer = stack.add(
                "\(name)Balancer",
                LoadBalancer(
                    in: place.network, certificate: place.certificate, testPort: TestPort(8443), accessLogs: place.logs))
            stack.output("\(name)Address", balancer.url, purpose: "Where \(name.lowercased()) answers.")
            return stack.add(
                name,
                ContainerService(
                    .unprivilegedSample, port: 8080, healthPath: "/", size: .quarterCPU(.mib512), on: place.cluster,
                    behind: balancer, deployment: .codeDeploy(CodeDeployDeployment(.canary10Percent5Minutes)), tasks: 2))
        }
        guard let own = DeploymentTarget(service) else { return nil }
        return .if(isOwn, then: own, else: given)
    }
}

/// What the system's own services share.
struct ServicePlace {
    let network: Network.Parts
    let cluster: Cluster.Parts
    let certificate: Input<ARN<ACM.Certificate>>?
    let logs: AccessLogs.Parts?

    init(in stack: inout Stack) {
        network = stack.add("Network", Network(zones: 3))
        cluster = stack.add("Cluster", Cluster(in: network))
        certificate = stack.certificateInProduction()
        logs = stack.environment.stage == .production ? stack.add("AccessLogs", AccessLogs()) : nil
    }
}
