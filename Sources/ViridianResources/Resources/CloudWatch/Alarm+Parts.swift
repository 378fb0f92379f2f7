extension CloudWatch.Alarm {
    /// When a value is bad: the value stands on the left.
    public enum ComparisonOperator: String, Hashable, Sendable, Lowerable {
        case greaterThanOrEqualToThreshold = "GreaterThanOrEqualToThreshold"
        case greaterThanThreshold = "GreaterThanThreshold"
        case greaterThanUpperThreshold = "GreaterThanUpperThreshold"
        case lessThanLowerOrGreaterThanUpperThreshold = "LessThanLowerOrGreaterThanUpperThreshold"
        case lessThanLowerThreshold = "LessThanLowerThreshold"
        case lessThanOrEqualToThreshold = "LessThanOrEqualToThreshold"
        case lessThanThreshold = "LessThanThreshold"
    }

    /// What is made of the samples of a period.
    public enum Statistic: String, Hashable, Sendable, Lowerable {
        case average = "Average"
        case maximum = "Maximum"
        case minimum = "Minimum"
        case sampleCount = "SampleCount"
        case sum = "Sum"
    }

    /// What a period without data counts as.
    public enum TreatMissingData: String, Hashable, Sendable, Lowerable {
        case breaching
        case notBreaching
        case ignore
        case missing
    }

    /// A part of a metric's name. An alarm must give exactly those under which the metric is published.
    public struct Dimension: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A dimension.
        public init(name: Input<String>, value: Input<String>) {
            var properties = Properties()
            properties.set("Name", name)
            properties.set("Value", value)
            self.properties = properties
        }
    }

    /// A metric, or an expression over others.
    public struct MetricDataQuery: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A metric or an expression; exactly one returns data.
        public init(
            expression: Input<String>? = nil, id: Input<String>, label: Input<String>? = nil, metricStat: MetricStat? = nil,
            returnData: Input<Bool>? = nil
        ) {
            var properties = Properties()
            properties.set("Expression", expression)
            properties.set("Id", id)
            properties.set("Label", label)
            properties.set("MetricStat", metricStat)
            properties.set("ReturnData", returnData)
            self.properties = properties
        }
    }

    /// A metric, and what is made of its samples.
    public struct MetricStat: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A statistic of a metric.
        public init(metric: Metric, period: Input<Int>, stat: Input<String>) {
            var properties = Properties()
            properties.set("Metric", metric)
            properties.set("Period", period)
            properties.set("Stat", stat)
            self.properties = properties
        }
    }

    /// A metric by its name.
    public struct Metric: PropertyStruct {
        /// What was given for it.
        public let properties: Properties

        /// A metric.
        public init(dimensions: [Dimension]? = nil, metricName: Input<String>, namespace: Input<String>) {
            var properties = Properties()
            properties.set("Dimensions", dimensions)
            properties.set("MetricName", metricName)
            properties.set("Namespace", namespace)
            self.properties = properties
        }
    }
}
