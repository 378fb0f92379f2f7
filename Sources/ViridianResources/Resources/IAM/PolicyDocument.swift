extension IAM {
    /// What is allowed or denied.
    public struct PolicyDocument: Lowerable, Hashable, Sendable {
        /// What was given for it.
        public let properties: Properties
        /// An object.
        public var lowered: Lowered { properties.lowered }

        /// A policy of the current version, `2012-10-17`.
        public init(_ statements: [Statement]) {
            var properties = Properties()
            properties.set("Version", "2012-10-17")
            properties.set("Statement", statements)
            self.properties = properties
        }

        /// A trust policy: the service may act as the role.
        ///
        /// Conditions on `aws:SourceAccount` and `aws:SourceArn` keep somebody else's resources from making the service do so.
        /// Source: IAM User Guide, "The confused deputy problem".
        public static func trust(_ service: ServicePrincipal, conditions: [Condition] = []) -> Self {
            let statement = Statement(
                .allow, principal: service, actions: ["sts:AssumeRole"], resources: nil, conditions: conditions)
            return Self([statement])
        }
    }

    /// One sentence of a policy.
    public struct Statement: Lowerable, Hashable, Sendable {
        /// What was given for it.
        public let properties: Properties
        /// An object.
        public var lowered: Lowered { properties.lowered }

        /// Allows or denies actions on resources; a trust policy has a principal and no resources.
        public init(
            _ effect: Effect, sid: String? = nil, principal: ServicePrincipal? = nil, actions: [String],
            resources: Input<[String]>?, conditions: [Condition] = []
        ) {
            var properties = Properties()
            properties.set("Sid", sid)
            properties.set("Effect", effect)
            properties.set("Principal", principal.map { ["Service": $0] })
            properties.set("Action", actions)
            properties.set("Resource", resources)
            properties.set("Condition", Condition.object(conditions))
            self.properties = properties
        }

        /// Allows or denies somebody actions on a resource: what policies of keys, buckets and topics are made of.
        public init(
            _ effect: Effect, to principal: Principal, sid: String? = nil, actions: [String], resources: Input<[String]>? = ["*"],
            conditions: [Condition] = []
        ) {
            var properties = Properties()
            properties.set("Sid", sid)
            properties.set("Effect", effect)
            properties.set("Principal", principal)
            properties.set("Action", actions)
            properties.set("Resource", resources)
            properties.set("Condition", Condition.object(conditions))
            self.properties = properties
        }

        /// Allows actions on resources.
        public static func allow(_ actions: [String], on resources: Input<[String]>, sid: String? = nil) -> Self {
            Self(.allow, sid: sid, actions: actions, resources: resources)
        }
    }

    /// Whom a statement of a resource's policy is about.
    public struct Principal: Hashable, Sendable, Lowerable {
        /// The principal as a policy has it.
        public let lowered: Lowered

        /// The account itself: its administrators decide by policies of IAM.
        public static let account = Self(
            lowered: ["AWS": "arn:\(AWS.partition):iam::\(AWS.accountID):root" as Input<String>].lowered)
        /// Everybody; only a condition makes that safe.
        public static let everybody = Self(lowered: "*".lowered)

        /// Services of AWS, whose names may have the region in them.
        public static func services(_ names: [Input<String>]) -> Self { Self(lowered: ["Service": names].lowered) }
        /// A role.
        public static func role(_ arn: Input<ARN<Role>>) -> Self { Self(lowered: ["AWS": arn].lowered) }
    }

    /// Whether a statement allows or denies. Denying wins.
    public enum Effect: String, Hashable, Sendable, Lowerable {
        case allow = "Allow"
        case deny = "Deny"
    }

    /// A service of AWS that acts as a role.
    public struct ServicePrincipal: RawRepresentable, Hashable, Sendable, Lowerable {
        /// The service's name, which ends with `amazonaws.com`.
        public var rawValue: String
        /// A service that has no name here.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Tasks of ECS, and the agent that starts them.
        public static let ecsTasks = Self(rawValue: "ecs-tasks.amazonaws.com")
        /// ECS itself, where it acts on load balancers and calls hooks.
        public static let ecs = Self(rawValue: "ecs.amazonaws.com")
        /// Instances.
        public static let ec2 = Self(rawValue: "ec2.amazonaws.com")
        /// Functions.
        public static let lambda = Self(rawValue: "lambda.amazonaws.com")
        /// Deployments of CodeDeploy.
        public static let codeDeploy = Self(rawValue: "codedeploy.amazonaws.com")
        /// Builds.
        public static let codeBuild = Self(rawValue: "codebuild.amazonaws.com")
        /// Pipelines.
        public static let codePipeline = Self(rawValue: "codepipeline.amazonaws.com")
        /// AWS Backup.
        public static let backup = Self(rawValue: "backup.amazonaws.com")
        /// Rules of EventBridge.
        public static let events = Self(rawValue: "events.amazonaws.com")
        /// Schedules of EventBridge Scheduler, which is not the same.
        public static let scheduler = Self(rawValue: "scheduler.amazonaws.com")
        /// Flow logs of a VPC.
        public static let vpcFlowLogs = Self(rawValue: "vpc-flow-logs.amazonaws.com")
        /// Enhanced monitoring of databases.
        public static let rdsMonitoring = Self(rawValue: "monitoring.rds.amazonaws.com")
    }

    /// When a statement counts.
    public struct Condition: Hashable, Sendable {
        /// How values are compared.
        public struct Operator: RawRepresentable, Hashable, Sendable {
            /// IAM's word.
            public var rawValue: String
            /// An operator that has no name here.
            public init(rawValue: String) { self.rawValue = rawValue }

            /// The same text.
            public static let stringEquals = Self(rawValue: "StringEquals")
            /// Text with `*` and `?`.
            public static let stringLike = Self(rawValue: "StringLike")
            /// An ARN with `*` and `?`.
            public static let arnLike = Self(rawValue: "ArnLike")
            /// The same ARN.
            public static let arnEquals = Self(rawValue: "ArnEquals")
            /// `true` or `false`.
            public static let bool = Self(rawValue: "Bool")
        }

        let `operator`: Operator
        let key: String
        let value: Lowered

        /// A comparison of a key, such as `aws:SourceAccount`, with a value.
        public init(_ operator: Operator, _ key: String, _ value: Input<String>) {
            self.operator = `operator`
            self.key = key
            self.value = value.lowered
        }

        /// A comparison of a key with several values, of which one must fit.
        public init(_ operator: Operator, _ key: String, anyOf values: [String]) {
            self.operator = `operator`
            self.key = key
            self.value = values.lowered
        }

        static func object(_ conditions: [Condition]) -> [String: [String: Input<String>]]? {
            guard !conditions.isEmpty else { return nil }
            var object: [String: [String: Input<String>]] = [:]
            for condition in conditions {
                object[condition.operator.rawValue, default: [:]][condition.key] = Input(lowered: condition.value)
            }
            return object
        }
    }
}
