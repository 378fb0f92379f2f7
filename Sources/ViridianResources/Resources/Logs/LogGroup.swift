extension Logs {
    /// Where logs are kept. Without a retention they are kept, and paid for, for ever.
    public struct LogGroup: ResourceDefinition {
        /// `AWS::Logs::LogGroup`
        public var type: String { "AWS::Logs::LogGroup" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Where logs are kept." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            kmsKeyID: Input<String>? = nil, logGroupClass: Class? = nil, logGroupName: ResourceName? = nil,
            retentionInDays: Logs.Retention? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("KmsKeyId", kmsKeyID)
            properties.set("LogGroupClass", logGroupClass)
            properties.set("LogGroupName", logGroupName)
            properties.set("RetentionInDays", retentionInDays)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Logs.LogGroup {
    /// How logs are stored.
    public enum Class: String, Hashable, Sendable, Lowerable {
        case standard = "STANDARD"
        case infrequentAccess = "INFREQUENT_ACCESS"
        case delivery = "DELIVERY"
    }
}

extension Handle where R == Logs.LogGroup {
    /// The group's name.
    public var name: Input<String> { ref() }
    /// Its ARN, which ends with `:*` and so covers its streams.
    public var arn: Input<ARN<Logs.LogGroup>> { attribute("Arn") }
}
