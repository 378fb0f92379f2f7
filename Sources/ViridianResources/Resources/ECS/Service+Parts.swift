extension ECS.Service {
    /// What the tasks run on.
    public enum LaunchType: String, Hashable, Sendable, Lowerable {
        case fargate = "FARGATE"
        case ec2 = "EC2"
        case external = "EXTERNAL"
    }

    /// Whose tags the tasks get.
    public enum PropagateTags: String, Hashable, Sendable, Lowerable {
        case service = "SERVICE"
        case taskDefinition = "TASK_DEFINITION"
    }

    /// Who replaces tasks.
    public struct DeploymentController: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A controller.
        public init(type: DeploymentControllerType) {
            var properties = Properties()
            properties.set("Type", type)
            self.properties = properties
        }
    }

    /// Who replaces tasks.
    public enum DeploymentControllerType: String, Hashable, Sendable, Lowerable {
        case ecs = "ECS"
        case codeDeploy = "CODE_DEPLOY"
        case external = "EXTERNAL"
    }

    /// How tasks are replaced.
    public struct DeploymentConfiguration: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A way to replace tasks.
        public init(
            deploymentCircuitBreaker: DeploymentCircuitBreaker? = nil, maximumPercent: Input<Int>? = nil,
            minimumHealthyPercent: Input<Int>? = nil
        ) {
            var properties = Properties()
            properties.set("DeploymentCircuitBreaker", deploymentCircuitBreaker)
            properties.set("MaximumPercent", maximumPercent)
            properties.set("MinimumHealthyPercent", minimumHealthyPercent)
            self.properties = properties
        }
    }

    /// When ECS gives up a deployment whose tasks fail.
    public struct DeploymentCircuitBreaker: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Whether it gives up, and then goes back.
        public init(enable: Input<Bool>, rollback: Input<Bool>) {
            var properties = Properties()
            properties.set("Enable", enable)
            properties.set("Rollback", rollback)
            self.properties = properties
        }
    }

    /// The target group in which tasks are registered.
    public struct LoadBalancer: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A container's port, and where it is registered.
        public init(
            containerName: Input<String>, containerPort: Input<Int>,
            targetGroupARN: Input<ARN<ElasticLoadBalancingV2.TargetGroup>>? = nil
        ) {
            var properties = Properties()
            properties.set("ContainerName", containerName)
            properties.set("ContainerPort", containerPort)
            properties.set("TargetGroupArn", targetGroupARN)
            self.properties = properties
        }
    }

    /// The network of tasks with an interface of their own.
    public struct NetworkConfiguration: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A network.
        public init(awsvpcConfiguration: AWSVPCConfiguration) {
            var properties = Properties()
            properties.set("AwsvpcConfiguration", awsvpcConfiguration)
            self.properties = properties
        }
    }

    /// Where such tasks are, and what guards them.
    public struct AWSVPCConfiguration: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// Subnets and security groups.
        public init(
            assignPublicIP: AssignPublicIP? = nil, securityGroups: Input<[ID<EC2.SecurityGroup>]>? = nil,
            subnets: Input<[ID<EC2.Subnet>]>
        ) {
            var properties = Properties()
            properties.set("AssignPublicIp", assignPublicIP)
            properties.set("SecurityGroups", securityGroups)
            properties.set("Subnets", subnets)
            self.properties = properties
        }
    }

    /// Whether tasks have a public address.
    public enum AssignPublicIP: String, Hashable, Sendable, Lowerable {
        case enabled = "ENABLED"
        case disabled = "DISABLED"
    }
}
