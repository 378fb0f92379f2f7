public import ViridianResources

/// Tells when the tasks of a service are busy, or short of memory.
///
/// ```swift
/// stack.add("BlueLoad", ServiceAlarms(for: web.services[.blue], in: cluster, called: "blue", notify: [topic.arn.typed()]))
/// ```
/// Both are shares of what the tasks were given. A colour without tasks has no data, and is not ill.
/// Source: Amazon ECS Developer Guide, "Amazon ECS service utilization metrics".
public struct ServiceAlarms: Construct {
    /// The service.
    public var service: Handle<ECS.Service>
    /// Where it runs.
    public var cluster: Handle<ECS.Cluster>
    /// What people call it.
    public var word: String
    /// How busy its processors may be, in percent.
    public var cpuPercent: Double
    /// How much of its memory may be taken, in percent.
    public var memoryPercent: Double
    /// ARNs of topics and functions that are told.
    public var notify: [Input<String>]

    /// Alarms of a service.
    public init(
        for service: Handle<ECS.Service>, in cluster: Handle<ECS.Cluster>, called word: String, cpuPercent: Double = 80,
        memoryPercent: Double = 85, notify: [Input<String>] = []
    ) {
        self.service = service
        self.cluster = cluster
        self.word = word
        self.cpuPercent = cpuPercent
        self.memoryPercent = memoryPercent
        self.notify = notify
    }

    /// Adds both alarms.
    @discardableResult
    public func define(in stack: inout Stack) -> [Handle<CloudWatch.Alarm>] {
        if !(0...100).contains(cpuPercent) || !(0...100).contains(memoryPercent) {
            stack.report(.invalidValue, "a service can't be more than 100 % busy", advice: "Say 0 to 100, such as 80.")
        }
        return [("CPU", cpuPercent, "processors"), ("Memory", memoryPercent, "memory")].map { name, percent, what in
            stack.add(
                name,
                CloudWatch.Alarm(
                    alarmActions: notify.isEmpty ? nil : .list(notify),
                    alarmDescription: Input("How much of the \(what) of \(word) is taken, in percent"),
                    alarmName: stack.physicalName(name.lowercased()), comparisonOperator: .greaterThanThreshold,
                    datapointsToAlarm: 3,
                    dimensions: [
                        .init(name: "ClusterName", value: cluster.name), .init(name: "ServiceName", value: service.name),
                    ],
                    evaluationPeriods: 5, metricName: Input("\(name)Utilization"), namespace: "AWS/ECS", period: 60,
                    statistic: .average, threshold: Input(percent), treatMissingData: .notBreaching),
                purpose: "Tells when the \(what) of \(word) is almost taken.")
        }
    }
}
