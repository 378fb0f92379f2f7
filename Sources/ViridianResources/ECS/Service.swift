public import ViridianTemplate

extension ECS {
    /// Keeps so many tasks running, behind a load balancer.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html>
    public struct Service: ResourceDefinition {
        public typealias Reference = ARN<ECS.Service>
        public static let type = "AWS::ECS::Service"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            serviceName: Input<String>? = nil, cluster: Input<ARN<Cluster>>? = nil, launchType: LaunchType? = nil,
            desiredCount: Input<Int>? = nil, taskDefinition: Input<ARN<TaskDefinition>>? = nil,
            deploymentConfiguration: DeploymentConfiguration? = nil, healthCheckGracePeriodSeconds: Input<Int>? = nil,
            networkConfiguration: NetworkConfiguration? = nil, loadBalancers: [LoadBalancer]? = nil,
            enableECSManagedTags: Input<Bool>? = nil, propagateTags: Input<String>? = nil
        ) {
            properties = Properties([
                ("ServiceName", serviceName), ("Cluster", cluster), ("LaunchType", launchType),
                ("DesiredCount", desiredCount), ("TaskDefinition", taskDefinition),
                ("DeploymentConfiguration", deploymentConfiguration),
                ("HealthCheckGracePeriodSeconds", healthCheckGracePeriodSeconds),
                ("NetworkConfiguration", networkConfiguration), ("LoadBalancers", loadBalancers),
                ("EnableECSManagedTags", enableECSManagedTags), ("PropagateTags", propagateTags),
            ])
        }

        /// On what its tasks run.
        public enum LaunchType: String, Word {
            case fargate = "FARGATE"
            case ec2 = "EC2"
        }

        /// How tasks are replaced.
        public struct DeploymentConfiguration: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                maximumPercent: Input<Int>? = nil, minimumHealthyPercent: Input<Int>? = nil,
                deploymentCircuitBreaker: CircuitBreaker? = nil
            ) {
                node = Node(properties: [
                    ("MaximumPercent", maximumPercent), ("MinimumHealthyPercent", minimumHealthyPercent),
                    ("DeploymentCircuitBreaker", deploymentCircuitBreaker),
                ])
            }
        }

        /// Gives a deployment up whose tasks fail.
        public struct CircuitBreaker: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(enable: Input<Bool>, rollback: Input<Bool>) {
                node = Node(properties: [("Enable", enable), ("Rollback", rollback)])
            }
        }

        /// Where its tasks' network interfaces are.
        public struct NetworkConfiguration: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(awsvpcConfiguration: AwsvpcConfiguration? = nil) {
                node = Node(properties: [("AwsvpcConfiguration", awsvpcConfiguration)])
            }
        }

        /// Subnets and security groups of a network interface.
        public struct AwsvpcConfiguration: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                subnets: [Input<ID<EC2.Subnet>>]? = nil, securityGroups: [Input<ID<EC2.SecurityGroup>>]? = nil,
                assignPublicIp: Input<String>? = nil
            ) {
                node = Node(properties: [
                    ("Subnets", subnets), ("SecurityGroups", securityGroups), ("AssignPublicIp", assignPublicIp),
                ])
            }
        }

        /// The target group in which its tasks register.
        public struct LoadBalancer: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                containerName: Input<String>? = nil, containerPort: Input<Int>? = nil,
                targetGroupARN: Input<ARN<ElasticLoadBalancingV2.TargetGroup>>? = nil
            ) {
                node = Node(properties: [
                    ("ContainerName", containerName), ("ContainerPort", containerPort),
                    ("TargetGroupArn", targetGroupARN),
                ])
            }
        }
    }
}

extension Handle<ECS.Service> {
    /// Its name.
    public var name: Input<String> { attribute("Name") }
}
