import ViridianResources
import ViridianTemplate

/// What both colours share.
struct CommonParts {
    let logs: Handle<Logs.LogGroup>
    let executionRole: Handle<IAM.Role>
    let taskRole: Handle<IAM.Role>
    let securityGroup: Handle<EC2.SecurityGroup>
}

/// What containers are called, wherever something has to name them.
let containerName = "app"

extension ServiceDescription {

    func addCommonParts(to stack: inout Stack) -> CommonParts {
        let stage = stack.environment.stage
        let logs = stack.add(
            "Logs", Logs.LogGroup(logGroupName: stack.physicalName(""), retentionInDays: retention(in: stack)),
            purpose: "Keeps what the containers write.",
            deletionPolicy: stage == .production ? .retainExceptOnCreate : .delete)
        let group = stack.add(
            "SecurityGroup",
            EC2.SecurityGroup(
                groupDescription: "The load balancer to the tasks",
                securityGroupIngress: [
                    .init(
                        description: "Requests and health checks from the load balancer", fromPort: Input(port), ipProtocol: .tcp,
                        sourceSecurityGroupID: balancer.securityGroup.id, toPort: Input(port))
                ],
                vpcID: balancer.network.vpcID),
            purpose: "Lets only the load balancer reach the tasks.")
        return CommonParts(
            logs: logs, executionRole: addExecutionRole(to: &stack, logs), taskRole: addTaskRole(to: &stack), securityGroup: group
        )
    }

    /// A task of a colour, or of the service if it has none.
    func addTask(
        _ name: String, word: String, image: Input<String>, _ common: CommonParts,
        variables own: [String: Input<String>] = [:], secrets ownSecrets: [String: SecretReference] = [:], to stack: inout Stack
    ) -> Handle<ECS.TaskDefinition> {
        var variables = environment.merging(own) { $1 }
        let secrets = secrets.merging(ownSecrets) { $1 }
        if variables["PORT"] == nil { variables["PORT"] = Input(text: String(port)) }
        let container = ECS.TaskDefinition.ContainerDefinition(
            environment: variables.sorted { $0.key < $1.key }.map { .init(name: Input($0.key), value: $0.value) },
            essential: true, image: image,
            logConfiguration: .init(
                logDriver: .awslogs,
                options: [
                    "awslogs-group": common.logs.name, "awslogs-region": AWS.region, "awslogs-stream-prefix": Input(word),
                ]),
            name: Input(containerName), portMappings: [.init(containerPort: Input(port), protocol: .tcp)],
            secrets: secrets.isEmpty
                ? nil : secrets.sorted { $0.key < $1.key }.map { .init(name: Input($0.key), valueFrom: $0.value.valueFrom) })
        return stack.add(
            name,
            ECS.TaskDefinition(
                containerDefinitions: [container], size: size, executionRoleARN: common.executionRole.arn,
                family: stack.physicalName(word), networkMode: .awsvpc,
                requiresCompatibilities: [cluster.association == nil ? .fargate : .ec2],
                taskRoleARN: common.taskRole.arn),
            purpose: word == "app" ? "What a task is made of." : "What a task of \(word) is made of.")
    }
}
