extension ECS.TaskDefinition {
    /// A container of a task.
    public struct ContainerDefinition: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A container.
        public init(
            command: Input<[String]>? = nil, environment: [KeyValuePair]? = nil, essential: Input<Bool>? = nil,
            healthCheck: HealthCheck? = nil, image: Input<String>, logConfiguration: LogConfiguration? = nil,
            name: Input<String>, portMappings: [PortMapping]? = nil, readonlyRootFilesystem: Input<Bool>? = nil,
            secrets: [Secret]? = nil, stopTimeout: Input<Int>? = nil, user: Input<String>? = nil
        ) {
            var properties = Properties()
            properties.set("Command", command)
            properties.set("Environment", environment)
            properties.set("Essential", essential)
            properties.set("HealthCheck", healthCheck)
            properties.set("Image", image)
            properties.set("LogConfiguration", logConfiguration)
            properties.set("Name", name)
            properties.set("PortMappings", portMappings)
            properties.set("ReadonlyRootFilesystem", readonlyRootFilesystem)
            properties.set("Secrets", secrets)
            properties.set("StopTimeout", stopTimeout)
            properties.set("User", user)
            self.properties = properties
        }
    }

    /// A variable of a container's environment.
    public struct KeyValuePair: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A variable.
        public init(name: Input<String>, value: Input<String>) {
            var properties = Properties()
            properties.set("Name", name)
            properties.set("Value", value)
            self.properties = properties
        }
    }

    /// A variable whose value the agent fetches when the task starts.
    public struct Secret: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A variable, and where its value is kept.
        public init(name: Input<String>, valueFrom: Input<String>) {
            var properties = Properties()
            properties.set("Name", name)
            properties.set("ValueFrom", valueFrom)
            self.properties = properties
        }
    }

    /// A port on which a container listens.
    public struct PortMapping: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A port.
        public init(
            appProtocol: AppProtocol? = nil, containerPort: Input<Int>, name: Input<String>? = nil,
            protocol: TransportProtocol? = nil
        ) {
            var properties = Properties()
            properties.set("AppProtocol", appProtocol)
            properties.set("ContainerPort", containerPort)
            properties.set("Name", name)
            properties.set("Protocol", `protocol`)
            self.properties = properties
        }
    }

    /// What is spoken on a port.
    public enum AppProtocol: String, Hashable, Sendable, Lowerable {
        case http
        case http2
        case grpc
    }

    /// What carries it.
    public enum TransportProtocol: String, Hashable, Sendable, Lowerable {
        case tcp
        case udp
    }

    /// A command by which the agent asks a container how it is.
    public struct HealthCheck: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A command, which begins with `CMD` or `CMD-SHELL`.
        public init(
            command: Input<[String]>, interval: Input<Int>? = nil, retries: Input<Int>? = nil, startPeriod: Input<Int>? = nil,
            timeout: Input<Int>? = nil
        ) {
            var properties = Properties()
            properties.set("Command", command)
            properties.set("Interval", interval)
            properties.set("Retries", retries)
            properties.set("StartPeriod", startPeriod)
            properties.set("Timeout", timeout)
            self.properties = properties
        }
    }

    /// Where a container's output goes.
    public struct LogConfiguration: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A driver with its options.
        public init(logDriver: LogDriver, options: [String: Input<String>]? = nil) {
            var properties = Properties()
            properties.set("LogDriver", logDriver)
            properties.set("Options", options)
            self.properties = properties
        }
    }

    /// Who takes the output.
    public struct LogDriver: RawRepresentable, Hashable, Sendable, Lowerable {
        /// AWS's word.
        public var rawValue: String
        /// A word of AWS's that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// CloudWatch Logs.
        public static let awslogs = Self(rawValue: "awslogs")
        /// FireLens.
        public static let awsfirelens = Self(rawValue: "awsfirelens")
        /// Splunk.
        public static let splunk = Self(rawValue: "splunk")
    }
}
