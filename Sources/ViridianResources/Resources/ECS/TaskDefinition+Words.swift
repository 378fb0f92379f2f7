extension ECS.TaskDefinition {
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
