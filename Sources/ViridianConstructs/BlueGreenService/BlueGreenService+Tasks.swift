import ViridianResources
import ViridianTemplate

/// What both colours share.
struct CommonParts {
    let logs: Handle<Logs.LogGroup>
    let executionRole: Handle<IAM.Role>
    let taskRole: Handle<IAM.Role>
    let securityGroup: Handle<EC2.SecurityGroup>
}

extension BlueGreenService {
    static let containerName = "app"

    func addCommonParts(to stack: inout Stack) -> CommonParts {
        let stage = stack.environment.stage
        let logs = stack.add(
            "Logs", Logs.LogGroup(logGroupName: stack.physicalName(""), retentionInDays: Self.retention(in: stage)),
            purpose: "Keeps what the containers of both colours write.",
            deletionPolicy: stage == .production ? .retainExceptOnCreate : .delete)
        let group = stack.add(
            "SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "The load balancer to the tasks of both colours",
                securityGroupIngress: [
                    .init(
                        description: "Requests and health checks from the load balancer", fromPort: Input(port), ipProtocol: .tcp,
                        sourceSecurityGroupID: balancer.securityGroup.id, toPort: Input(port))
                ],
                vpcID: balancer.network.vpc.id),
            purpose: "Lets only the load balancer reach the tasks.")
        return CommonParts(
            logs: logs, executionRole: addExecutionRole(to: &stack, logs), taskRole: addTaskRole(to: &stack), securityGroup: group
        )
    }

    static func retention(in stage: Stage) -> Logs.Retention {
        switch stage {
        case .development: .days7
        case .staging: .days14
        case .production: .days90
        }
    }

    func addTask(
        _ colour: Colour, image: Parameter<String>, _ common: CommonParts, to stack: inout Stack
    ) -> Handle<ECS.TaskDefinition> {
        var variables = environment
        if variables["PORT"] == nil { variables["PORT"] = Input(text: String(port)) }
        let container = ECS.TaskDefinition.ContainerDefinition(
            environment: variables.sorted { $0.key < $1.key }.map { .init(name: Input($0.key), value: $0.value) },
            essential: true, image: image.value,
            logConfiguration: .init(
                logDriver: .awslogs,
                options: [
                    "awslogs-group": common.logs.name, "awslogs-region": AWS.region, "awslogs-stream-prefix": Input(colour.word),
                ]),
            name: Input(Self.containerName), portMappings: [.init(containerPort: Input(port), protocol: .tcp)])
        return stack.add(
            "\(colour.rawValue)Task",
            ECS.TaskDefinition(
                containerDefinitions: [container], size: size, executionRoleARN: common.executionRole.arn,
                family: stack.physicalName(colour.word), networkMode: .awsvpc, requiresCompatibilities: [.fargate],
                taskRoleARN: common.taskRole.arn),
            purpose: "What a task of \(colour.word) is made of.")
    }

    func addService(
        _ colour: Colour, _ task: Handle<ECS.TaskDefinition>, _ group: Handle<ElasticLoadBalancingV2.TargetGroup>,
        tasks: Parameter<Int>, _ common: CommonParts, to stack: inout Stack
    ) -> Handle<ECS.Service> {
        var metadata: Object = ["Viridian::Release": release.metadata]
        if let rehearsal { metadata["Viridian::Rehearsal"] = rehearsal.metadata }
        return stack.add(
            "\(colour.rawValue)Service",
            ECS.Service(
                cluster: cluster.arn,
                deploymentConfiguration: .init(
                    deploymentCircuitBreaker: .init(enable: true, rollback: true), maximumPercent: 200,
                    minimumHealthyPercent: 100),
                desiredCount: tasks.value, enableECSManagedTags: true,
                healthCheckGracePeriodSeconds: Input(healthCheck.grace.wholeSeconds), launchType: .fargate,
                loadBalancers: [
                    .init(
                        containerName: Input(Self.containerName), containerPort: Input(port), targetGroupARN: group.arn)
                ],
                networkConfiguration: .init(
                    awsvpcConfiguration: .init(
                        assignPublicIP: .disabled, securityGroups: [common.securityGroup.id],
                        subnets: .list(balancer.network.privateSubnets.map(\.id)))),
                propagateTags: .service, serviceName: stack.physicalName(colour.word), taskDefinition: task.arn),
            purpose: "Keeps the tasks of \(colour.word) running.",
            // ECS refuses a service whose target group is not yet behind a listener, and tasks need a way to their image.
            dependsOn: [balancer.listener] + balancer.network.waysOut, metadata: metadata)
    }
}
