import ViridianResources

/// What every kind of service knows of its containers, whoever releases it.
protocol ServiceDescription {
    var images: [ContainerImage] { get }
    var port: Int { get }
    var healthPath: String { get }
    var size: TaskSize { get }
    var cluster: Cluster.Parts { get }
    var balancer: LoadBalancer.Parts { get }
    var healthCheck: HealthCheck { get }
    var environment: [String: Input<String>] { get }
    var secrets: [String: SecretReference] { get }
    /// The secrets of all its containers, in a fixed order.
    var allSecrets: [SecretReference] { get }
    var permissions: [IAM.Statement] { get }
    var allowsExec: Bool { get }
    var alarms: AlarmBounds { get }
}

extension ServiceDescription {
    var allSecrets: [SecretReference] { secrets.sorted { $0.key < $1.key }.map(\.value) }

    func checkDescription(in stack: inout Stack) {
        func report(_ message: String, _ advice: String) { stack.report(.invalidValue, message, advice: advice) }
        if !(1...65535).contains(port) { report("\(port) is no port", "Ports are 1 to 65535.") }
        if !healthPath.hasPrefix("/") || healthPath.count > 1024 {
            report("\"\(healthPath)\" is no path for health checks", "It begins with / and has at most 1024 characters.")
        }
        for problem in healthCheck.problems { report(problem, "Change it in healthCheck: HealthCheck(…).") }
        if !(0...100).contains(alarms.errorPercent) || !(0...100).contains(alarms.unhealthyPercent) || alarms.p99 <= .zero {
            report("the alarms' bounds can't be reached or kept", "Percents are 0 to 100, and p99 is above zero.")
        }
        if let minutes = alarms.unhealthyMinutes, !(1...1440).contains(minutes) {
            report("an alarm can't watch for \(minutes) minutes", "Say 1 to 1440.")
        }
        if let targets = alarms.unhealthyTargets, targets < 1 {
            report("\(targets) unhealthy targets are nothing to tell", "Say 1 or more.")
        }
        for name in secrets.keys.sorted() where environment[name] != nil {
            report("the variable \"\(name)\" is both a secret and not", "Give it in secrets or in environment.")
        }
    }

    /// The targets of a colour.
    func addTargetGroup(_ name: String, word: String, to stack: inout Stack) -> Handle<ElasticLoadBalancingV2.TargetGroup> {
        stack.add(
            name,
            ElasticLoadBalancingV2.TargetGroup(
                healthCheckIntervalSeconds: Input(healthCheck.interval.wholeSeconds), healthCheckPath: Input(healthPath),
                healthCheckProtocol: .http, healthCheckTimeoutSeconds: Input(healthCheck.timeout.wholeSeconds),
                healthyThresholdCount: Input(healthCheck.healthyThreshold), matcher: .init(httpCode: "200"),
                port: Input(port), protocol: .http,
                targetGroupAttributes: [
                    .init(
                        key: "deregistration_delay.timeout_seconds",
                        value: Input(text: String(healthCheck.deregistrationDelay.wholeSeconds)))
                ],
                targetType: .ip, unhealthyThresholdCount: Input(healthCheck.unhealthyThreshold),
                vpcID: balancer.network.vpcID),
            purpose: "The tasks of \(word), and how their health is asked for.")
    }

    /// Tasks stand in private subnets, behind the service's own firewall.
    func networkConfiguration(_ common: CommonParts) -> ECS.Service.NetworkConfiguration {
        .init(
            awsvpcConfiguration: .init(
                assignPublicIP: cluster.association == nil ? .disabled : nil, securityGroups: [common.securityGroup.id],
                subnets: balancer.network.privateSubnetIDs))
    }

    /// The provider of a colour's instances; none on Fargate.
    func strategy(_ colour: BlueGreenService.Colour) -> [ECS.Service.CapacityProviderStrategyItem]? {
        cluster.providers[colour].map { [.init(capacityProvider: $0.name, weight: 1)] }
    }

    /// On instances, tasks are spread over zones; Fargate does so by itself.
    var placement: [ECS.Service.PlacementStrategy]? {
        cluster.association == nil ? nil : [.init(field: "attribute:ecs.availability-zone", type: .spread)]
    }

    /// ECS refuses a service whose target group is not yet behind a listener, and tasks need a way to their image.
    var waitsFor: [any LogicalReference] {
        let before: [any LogicalReference] =
            [balancer.listener] + (cluster.association.map { [$0] } ?? []) + balancer.network.waysOut
        return before + allSecrets.flatMap(\.waitsFor)
    }
}
