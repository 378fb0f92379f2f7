public import ViridianTemplate

extension ECS {
    /// What a task is: its size, its roles, its containers.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-taskdefinition.html>
    public struct TaskDefinition: ResourceDefinition {
        public typealias Reference = ARN<ECS.TaskDefinition>
        public static let type = "AWS::ECS::TaskDefinition"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            family: Input<String>? = nil, cpu: Input<String>? = nil, memory: Input<String>? = nil,
            networkMode: Input<String>? = nil, requiresCompatibilities: [Input<String>]? = nil,
            executionRoleARN: Input<ARN<IAM.Role>>? = nil, taskRoleARN: Input<ARN<IAM.Role>>? = nil,
            containerDefinitions: [ContainerDefinition]? = nil
        ) {
            properties = Properties([
                ("Family", family), ("Cpu", cpu), ("Memory", memory), ("NetworkMode", networkMode),
                ("RequiresCompatibilities", requiresCompatibilities), ("ExecutionRoleArn", executionRoleARN),
                ("TaskRoleArn", taskRoleARN), ("ContainerDefinitions", containerDefinitions),
            ])
        }

        /// One container of a task.
        public struct ContainerDefinition: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                name: Input<String>, image: Input<String>, essential: Input<Bool>? = nil,
                portMappings: [PortMapping]? = nil, environment: [KeyValuePair]? = nil,
                logConfiguration: LogConfiguration? = nil, stopTimeout: Input<Int>? = nil,
                readonlyRootFilesystem: Input<Bool>? = nil
            ) {
                node = Node(properties: [
                    ("Name", name), ("Image", image), ("Essential", essential), ("PortMappings", portMappings),
                    ("Environment", environment), ("LogConfiguration", logConfiguration),
                    ("StopTimeout", stopTimeout), ("ReadonlyRootFilesystem", readonlyRootFilesystem),
                ])
            }
        }

        /// A port on which a container listens.
        public struct PortMapping: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(containerPort: Input<Int>? = nil, protocol: Input<String>? = nil) {
                node = Node(properties: [("ContainerPort", containerPort), ("Protocol", `protocol`)])
            }
        }

        /// An environment variable.
        public struct KeyValuePair: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(name: Input<String>? = nil, value: Input<String>? = nil) {
                node = Node(properties: [("Name", name), ("Value", value)])
            }
        }

        /// Where a container's output goes.
        public struct LogConfiguration: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(logDriver: Input<String>, options: Node? = nil) {
                node = Node(properties: [("LogDriver", logDriver), ("Options", options)])
            }
        }
    }
}
