public import ViridianTemplate

extension CloudWatch {
    /// Watches a metric, and says when it leaves its bounds.
    ///
    /// Source: <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html>
    public struct Alarm: ResourceDefinition {
        public typealias Reference = String
        public static let type = "AWS::CloudWatch::Alarm"
        public static let tagging = Tagging.list("Tags")
        public var properties: Properties

        /// Takes the properties that are given, in their order.
        public init(
            alarmName: Input<String>? = nil, alarmDescription: Input<String>? = nil, namespace: Input<String>? = nil,
            metricName: Input<String>? = nil, dimensions: [Dimension]? = nil, statistic: Input<String>? = nil,
            extendedStatistic: Input<String>? = nil, period: Input<Int>? = nil, metrics: [MetricDataQuery]? = nil,
            evaluationPeriods: Input<Int>, datapointsToAlarm: Input<Int>? = nil, threshold: Input<Double>? = nil,
            comparisonOperator: ComparisonOperator, treatMissingData: Input<String>? = nil,
            alarmActions: [Input<String>]? = nil
        ) {
            properties = Properties([
                ("AlarmName", alarmName), ("AlarmDescription", alarmDescription), ("Namespace", namespace),
                ("MetricName", metricName), ("Dimensions", dimensions), ("Statistic", statistic),
                ("ExtendedStatistic", extendedStatistic), ("Period", period), ("Metrics", metrics),
                ("EvaluationPeriods", evaluationPeriods), ("DatapointsToAlarm", datapointsToAlarm),
                ("Threshold", threshold), ("ComparisonOperator", comparisonOperator),
                ("TreatMissingData", treatMissingData), ("AlarmActions", alarmActions),
            ])
        }

        /// What of a namespace is meant; all dimensions of a metric are needed.
        public struct Dimension: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(name: Input<String>, value: Input<String>) {
                node = Node(properties: [("Name", name), ("Value", value)])
            }
        }

        /// A metric, or an expression over others.
        public struct MetricDataQuery: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                id: Input<String>, label: Input<String>? = nil, expression: Input<String>? = nil,
                metricStat: MetricStat? = nil, returnData: Input<Bool>? = nil
            ) {
                node = Node(properties: [
                    ("Id", id), ("Label", label), ("Expression", expression), ("MetricStat", metricStat),
                    ("ReturnData", returnData),
                ])
            }
        }

        /// A metric's statistic over a period.
        public struct MetricStat: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(metric: Metric, period: Input<Int>, stat: Input<String>) {
                node = Node(properties: [("Metric", metric), ("Period", period), ("Stat", stat)])
            }
        }

        /// A metric by its name and dimensions.
        public struct Metric: Hashable, Lowerable {
            /// The object that the template has.
            public let node: Node

            /// Takes the properties that are given, in their order.
            public init(
                namespace: Input<String>? = nil, metricName: Input<String>? = nil, dimensions: [Dimension]? = nil
            ) {
                node = Node(properties: [
                    ("Namespace", namespace), ("MetricName", metricName), ("Dimensions", dimensions),
                ])
            }
        }

        /// How the metric, on the left, is compared with the threshold.
        public enum ComparisonOperator: String, Word {
            case greaterThan = "GreaterThanThreshold"
            case greaterThanOrEqualTo = "GreaterThanOrEqualToThreshold"
            case lessThan = "LessThanThreshold"
            case lessThanOrEqualTo = "LessThanOrEqualToThreshold"
        }
    }
}

extension Handle<CloudWatch.Alarm> {
    /// Its Amazon Resource Name.
    public var arn: Input<ARN<CloudWatch.Alarm>> { attribute("Arn", as: ARN<CloudWatch.Alarm>.self) }
}
