extension ECS {
    /// What a task is made of. Each change makes a new revision.
    public struct TaskDefinition: ResourceDefinition {
        /// `AWS::ECS::TaskDefinition`
        public var type: String { "AWS::ECS::TaskDefinition" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "What a task is made of." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            containerDefinitions: [ContainerDefinition]? = nil, size: TaskSize? = nil,
            executionRoleARN: Input<ARN<IAM.Role>>? = nil, family: ResourceName? = nil, networkMode: NetworkMode? = nil,
            requiresCompatibilities: [Compatibility]? = nil, runtimePlatform: RuntimePlatform? = nil,
            taskRoleARN: Input<ARN<IAM.Role>>? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("ContainerDefinitions", containerDefinitions)
            properties.set("Cpu", size?.cpu)
            properties.set("Memory", size?.memory)
            properties.set("ExecutionRoleArn", executionRoleARN)
            properties.set("Family", family)
            properties.set("NetworkMode", networkMode)
            properties.set("RequiresCompatibilities", requiresCompatibilities)
            properties.set("RuntimePlatform", runtimePlatform)
            properties.set("TaskRoleArn", taskRoleARN)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension ECS.TaskDefinition {
    /// How containers reach the network.
    public enum NetworkMode: String, Hashable, Sendable, Lowerable {
        case awsvpc
        case bridge
        case host
        case none
    }

    /// What a task can run on.
    public struct Compatibility: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Machines that AWS runs.
        public static let fargate = Self(rawValue: "FARGATE")
        /// Instances of your own.
        public static let ec2 = Self(rawValue: "EC2")
    }

    /// What the containers were built for.
    public struct RuntimePlatform: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A platform.
        public init(cpuArchitecture: CPUArchitecture? = nil, operatingSystemFamily: OperatingSystemFamily? = nil) {
            var properties = Properties()
            properties.set("CpuArchitecture", cpuArchitecture)
            properties.set("OperatingSystemFamily", operatingSystemFamily)
            self.properties = properties
        }
    }

    /// The processor.
    public enum CPUArchitecture: String, Hashable, Sendable, Lowerable {
        case x86 = "X86_64"
        case arm64 = "ARM64"
    }

    /// The operating system.
    public struct OperatingSystemFamily: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Linux.
        public static let linux = Self(rawValue: "LINUX")
    }
}

extension Handle where R == ECS.TaskDefinition {
    /// The ARN of the revision.
    public var arn: Input<ARN<ECS.TaskDefinition>> { ref() }
}
