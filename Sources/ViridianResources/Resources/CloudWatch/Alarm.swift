extension CloudWatch {
    /// A question about metrics that is asked every minute.
    public struct Alarm: ResourceDefinition {
        /// `AWS::CloudWatch::Alarm`
        public var type: String { "AWS::CloudWatch::Alarm" }
        /// In `Tags`, as a list.
        public var tagging: Tagging { .list }
        /// What it is for, where nothing else is said.
        public var purpose: String { "Tells when something is wrong." }
        /// What was given for the properties.
        public var properties: Properties

        /// A resource with these properties, by their AWS names.
        public init(
            alarmActions: Input<[String]>? = nil, alarmDescription: Input<String>? = nil, alarmName: ResourceName? = nil,
            comparisonOperator: ComparisonOperator, datapointsToAlarm: Input<Int>? = nil, dimensions: [Dimension]? = nil,
            evaluationPeriods: Input<Int>, extendedStatistic: Input<String>? = nil, metricName: Input<String>? = nil,
            metrics: [MetricDataQuery]? = nil, namespace: Input<String>? = nil, okActions: Input<[String]>? = nil,
            period: Input<Int>? = nil, statistic: Statistic? = nil, threshold: Input<Double>? = nil,
            treatMissingData: TreatMissingData? = nil, tags: [Tag]? = nil
        ) {
            var properties = Properties()
            properties.set("AlarmActions", alarmActions)
            properties.set("AlarmDescription", alarmDescription)
            properties.set("AlarmName", alarmName)
            properties.set("ComparisonOperator", comparisonOperator)
            properties.set("DatapointsToAlarm", datapointsToAlarm)
            properties.set("Dimensions", dimensions)
            properties.set("EvaluationPeriods", evaluationPeriods)
            properties.set("ExtendedStatistic", extendedStatistic)
            properties.set("MetricName", metricName)
            properties.set("Metrics", metrics)
            properties.set("Namespace", namespace)
            properties.set("OKActions", okActions)
            properties.set("Period", period)
            properties.set("Statistic", statistic)
            properties.set("Threshold", threshold)
            properties.set("TreatMissingData", treatMissingData)
            properties.set("Tags", tags)
            self.properties = properties
        }
    }
}

extension Handle where R == CloudWatch.Alarm {
    /// The alarm's name.
    public var name: Input<String> { ref() }
    /// The alarm's ARN.
    public var arn: Input<ARN<CloudWatch.Alarm>> { attribute("Arn") }
}
