extension Logs {
    /// Where log streams are kept, and for how long.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html>
    public struct LogGroup: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::Logs::LogGroup"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(logGroupName: Input<String>? = nil, retentionInDays: Input<Int>? = nil) {
            properties = Properties([("LogGroupName", logGroupName), ("RetentionInDays", retentionInDays)])
        }
    }
}

extension Handle<Logs.LogGroup> {
    /// Its Amazon Resource Name, which ends with `:*`.
    public var arn: Input<ARN<Logs.LogGroup>> { attribute("Arn", as: ARN<Logs.LogGroup>.self) }
}
