import ViridianConstructs
import ViridianResources

/// The microservices of a fintech on instances of its own: two colours, of which a release moves the weights.
struct FintechBlueGreen: StackDefinition {
    var purpose: String { "Microservices on ECS with EC2 capacity, released blue/green behind one load balancer." }
    var tags: StackTags { StackTags(project: "fintech-blue-green", owner: "payments", costCenter: "payments") }

    func define(in stack: inout Stack) {
        stack.logRetention = .days30
        let network = addNetwork(to: &stack)
        let instanceType = stack.parameter(
            "InstanceType", default: "t3.medium",
            .matching("^[a-z][a-z0-9-]*[.][a-z0-9]+$", explanation: "A type of instances, such as t3.medium."),
            purpose: "The type of the instances. One carries as many tasks as it has network interfaces besides its own.")
        let cluster = stack.add(
            "Cluster",
            Cluster(in: network, on: .instances(InstanceCapacity(instanceType: instanceType.value, count: 3...10))))
        let balancer = addBalancer(in: network, to: &stack)
        let key = stack.add(
            "Key", EncryptionKey("Encrypts what alarms tell and what nobody may read", services: [.alarms]))
        let topic = stack.add("Alerts", AlertTopic(key: key))
        let secrets = TransactionSecrets(key: key, in: &stack)
        let names = stack.add("Names", ServiceDiscoveryNamespace("fintech.internal", in: network))
        let transactions = stack.add(
            "Transactions", service(on: cluster, behind: balancer, secrets, known: names, telling: topic))
        addOutputs(network, balancer, transactions, secrets, to: &stack)
    }

    /// Balancers outside, tasks inside, and a second firewall around both.
    private func addNetwork(to stack: inout Stack) -> Network.Parts {
        let network = stack.add("Network", Network(zones: 3))
        stack.add("Guard", NetworkGuard(network, ports: [80, 443, 8080]))
        if stack.environment.stage == .production { stack.add("FlowLogs", FlowLogs(of: network)) }
        return network
    }

    private func addBalancer(in network: Network.Parts, to stack: inout Stack) -> LoadBalancer.Parts {
        let logs = stack.environment.stage == .production ? stack.add("AccessLogs", AccessLogs()) : nil
        return stack.add(
            "Balancer", LoadBalancer(in: network, certificate: stack.certificateInProduction(), accessLogs: logs))
    }

    /// Three tasks a colour, up to ten when they are busy. Half of a deployment's tasks failing takes it back, and so does half
    /// of the targets being unhealthy for ten minutes.
    private func service(
        on cluster: Cluster.Parts, behind balancer: LoadBalancer.Parts, _ secrets: TransactionSecrets,
        known names: ServiceDiscoveryNamespace.Parts, telling topic: Handle<SNS.Topic>
    ) -> BlueGreenService {
        BlueGreenService(
            blue: .unprivilegedSample, green: .unprivilegedSample, port: 8080, healthPath: "/", size: .oneCPU(.gib2),
            on: cluster, behind: balancer, release: .steps([10, 50, 100], hold: .minutes(5), bake: .minutes(10)),
            rolling: RollingDeployment(percent: 50...200, failurePercent: 50, followsAlarms: true),
            healthCheck: HealthCheck(interval: .seconds(15), timeout: .seconds(5), deregistrationDelay: .seconds(30)),
            alarms: AlarmBounds(
                unhealthyPercent: 50, unhealthyMinutes: 10, unhealthyTargets: 2, notify: [topic.arn.typed()]),
            secrets: secrets.variables, scaling: ServiceScaling(3...10, cpuPercent: 70, memoryPercent: 80), discovery: names)
    }

    private func addOutputs(
        _ network: Network.Parts, _ balancer: LoadBalancer.Parts, _ transactions: BlueGreenService.Parts,
        _ secrets: TransactionSecrets, to stack: inout Stack
    ) {
        stack.output("Address", balancer.url, purpose: "Where the service answers.")
        stack.output("LoadBalancer", balancer.loadBalancer.arn, purpose: "The load balancer.")
        stack.output(
            "BalancerZone", balancer.loadBalancer.canonicalHostedZoneID, purpose: "The zone of its address, for aliases.")
        stack.output("PublicSubnets", .join(",", network.publicSubnetIDs), purpose: "Where the load balancer stands.")
        stack.output("PrivateSubnets", .join(",", network.privateSubnetIDs), purpose: "Where instances and tasks stand.")
        stack.output("DatabaseSecret", secrets.database.secret.arn, purpose: "The credentials of the database.")
        stack.output("LogGroup", transactions.logs.name, purpose: "Where the containers' output goes.")
        stack.output("ExecutionRole", transactions.executionRole.arn, purpose: "As what ECS starts tasks.")
        stack.output("TaskRole", transactions.taskRole.arn, purpose: "As what the containers act in AWS.")
        stack.output("TaskSecurityGroup", transactions.securityGroup.id, purpose: "The tasks' firewall.")
    }
}
