import ViridianResources
import ViridianTemplate

/// The resources that the two colours share: log group, roles, listener, test routes, security group.
struct BlueGreenParts {
    let service: BlueGreenService
    let id: String

    enum Colour: String, CaseIterable {
        case blue, green

        /// As it stands in logical ids and parameters.
        var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
    }

    /// What a colour needs of the others.
    struct Shared {
        let logGroup: Handle<Logs.LogGroup>
        let roles: (execution: Handle<IAM.Role>, task: Handle<IAM.Role>)
        let listener: Handle<ElasticLoadBalancingV2.Listener>
        let securityGroup: Handle<EC2.SecurityGroup>
    }

    func addLogGroup(to stack: inout Stack) -> Handle<Logs.LogGroup> {
        let days: Int
        switch stack.environment.stage {
        case .development: days = 7
        case .staging: days = 30
        case .production: days = 90
        }
        return stack.add(
            "\(id)Logs",
            Logs.LogGroup(logGroupName: "/ecs/\(id.lowercased())-\(stack.suffix)", retentionInDays: Input(days)),
            purpose: "What both colours say", deletionPolicy: stack.environment.stage == .production ? .retain : .delete)
    }

    /// The execution role pulls the image and writes logs; the task role is the application's, and may nothing until it is
    /// granted.
    ///
    /// Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html>
    func addRoles(
        to stack: inout Stack, logGroup: Handle<Logs.LogGroup>
    ) -> (execution: Handle<IAM.Role>, task: Handle<IAM.Role>) {
        func pseudo(_ name: String) -> Input<String> { Input(node: Node(.function(.ref("AWS::\(name)")))) }
        let repositories: Input<String> =
            "arn:\(pseudo("Partition")):ecr:\(pseudo("Region")):\(pseudo("AccountId")):repository/*"
        let policy = PolicyDocument.document([
            .allow(["ecr:GetAuthorizationToken"], on: ["*"], sid: "RegistryLogin"),
            .allow(
                ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"], on: [repositories],
                sid: "PullImage"),
            .allow(["logs:CreateLogStream", "logs:PutLogEvents"], on: [logGroup.arn.cast(to: String.self)], sid: "WriteLogs"),
        ])
        let execution = stack.add(
            "\(id)ExecutionRole",
            IAM.Role(
                assumeRolePolicyDocument: PolicyDocument.trust("ecs-tasks.amazonaws.com"),
                description: "Starts tasks: pulls the image, writes logs",
                policies: [.init(policyName: "start-tasks", policyDocument: policy)]),
            purpose: "Starts tasks; ecr:GetAuthorizationToken has no resource level, so it is allowed on *")
        let task = stack.add(
            "\(id)TaskRole",
            IAM.Role(
                assumeRolePolicyDocument: PolicyDocument.trust("ecs-tasks.amazonaws.com"),
                description: "What the application may do"),
            purpose: "The application's own permissions: none until they are granted")
        return (execution, task)
    }

    /// Tasks have addresses of their own, so targets are addresses.
    func addTargetGroup(_ colour: Colour, to stack: inout Stack) -> Handle<ElasticLoadBalancingV2.TargetGroup> {
        let check = service.healthCheck
        return stack.add(
            "\(id)\(colour.name)TargetGroup",
            ElasticLoadBalancingV2.TargetGroup(
                port: Input(service.port), protocol: "HTTP", targetType: .ip, vpcID: service.balancer.network.vpc.ref,
                healthCheckPath: Input(service.healthPath), healthCheckIntervalSeconds: Input(check.interval.wholeSeconds),
                healthCheckTimeoutSeconds: Input(check.timeout.wholeSeconds),
                healthyThresholdCount: Input(check.healthyThreshold), unhealthyThresholdCount: Input(check.unhealthyThreshold),
                matcher: .init(httpCode: "200"),
                targetGroupAttributes: [
                    .init(
                        key: "deregistration_delay.timeout_seconds", value: Input("\(service.deregistrationDelay.wholeSeconds)"))
                ]),
            purpose: "\(colour.name)'s tasks")
    }

    func addListener(
        to stack: inout Stack, blue: Handle<ElasticLoadBalancingV2.TargetGroup>,
        green: Handle<ElasticLoadBalancingV2.TargetGroup>
    ) -> Handle<ElasticLoadBalancingV2.Listener> {
        let groups = [(Colour.blue, blue, 100), (.green, green, 0)].map { colour, group, weight in
            ElasticLoadBalancingV2.Action.TargetGroupTuple(
                targetGroupARN: group.ref,
                weight: stack.parameter(
                    "\(service.parameterPrefix)\(colour.name)Weight", type: "Number", default: weight,
                    description: "\(colour.name)'s share of the requests. A release owns it; a deployment restates it.",
                    minimum: 0, maximum: 999))
        }
        let certificate = service.balancer.certificate
        let listener = stack.add(
            "\(service.balancer.id)Listener",
            ElasticLoadBalancingV2.Listener(
                loadBalancerARN: service.balancer.balancer.ref, port: certificate == nil ? 80 : 443,
                protocol: certificate == nil ? .http : .https,
                certificates: certificate.map { [.init(certificateARN: $0)] },
                sslPolicy: certificate == nil ? nil : "ELBSecurityPolicy-TLS13-1-2-2021-06",
                defaultActions: [.init(type: .forward, forwardConfig: .init(targetGroups: groups))]),
            purpose: "Production traffic: its weights are what a release moves")
        for (priority, colour, group) in [(10, Colour.blue, blue), (20, .green, green)] {
            stack.add(
                "\(id)\(colour.name)TestRoute",
                ElasticLoadBalancingV2.ListenerRule(
                    listenerARN: listener.ref, priority: Input(priority),
                    conditions: [
                        .init(field: "path-pattern", pathPatternConfig: .init(values: ["/\(colour.rawValue)/*"]))
                    ],
                    actions: [.init(type: .forward, targetGroupARN: group.ref)]),
                purpose: "A test route to \(colour.rawValue), whatever its weight")
        }
        return listener
    }

    func addSecurityGroup(to stack: inout Stack) -> Handle<EC2.SecurityGroup> {
        stack.add(
            "\(id)SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "Who may reach the tasks", vpcID: service.balancer.network.vpc.ref,
                securityGroupIngress: [
                    .init(
                        ipProtocol: "tcp", fromPort: Input(service.port), toPort: Input(service.port),
                        sourceSecurityGroupID: service.balancer.securityGroup.ref, description: "From the load balancer")
                ]),
            purpose: "Lets the load balancer reach the tasks, and nobody else")
    }
}
