public import ViridianResources

/// Tells when an instance of a database is busy, short of memory, or has many connections.
///
/// ```swift
/// stack.add("DatabaseAlarms", DatabaseAlarms(for: database, connections: 200, notify: [topic.arn.typed()]))
/// ```
/// Each instance has alarms of its own: an average over a writer and idle readers would hide the writer.
/// Source: Amazon Aurora User Guide, "Amazon CloudWatch metrics for Amazon Aurora".
public struct DatabaseAlarms: Construct {
    /// The database.
    public var database: AuroraCluster.Parts
    /// How busy its processors may be, in percent.
    public var cpuPercent: Double
    /// How much memory must be free, in MiB.
    public var freeMemoryMiB: Int
    /// How many connections there may be.
    public var connections: Int
    /// ARNs of topics and functions that are told.
    public var notify: [Input<String>]

    /// Alarms of a database.
    public init(
        for database: AuroraCluster.Parts, cpuPercent: Double = 80, freeMemoryMiB: Int = 256, connections: Int,
        notify: [Input<String>] = []
    ) {
        self.database = database
        self.cpuPercent = cpuPercent
        self.freeMemoryMiB = freeMemoryMiB
        self.connections = connections
        self.notify = notify
    }

    private struct Bound {
        var name: String
        var metric: String
        var comparison: CloudWatch.Alarm.ComparisonOperator
        var threshold: Double
        var what: String
    }

    /// Adds three alarms for each instance.
    public func define(in stack: inout Stack) -> [Handle<CloudWatch.Alarm>] {
        if !(0...100).contains(cpuPercent) || freeMemoryMiB < 1 || connections < 1 {
            stack.report(
                .invalidValue, "the bounds of the database's alarms can't be reached or kept",
                advice: "A percentage is 0 to 100, and the others are above zero.")
        }
        let bounds = [
            Bound(
                name: "Busy", metric: "CPUUtilization", comparison: .greaterThanThreshold, threshold: cpuPercent,
                what: "is busy"),
            Bound(
                name: "Memory", metric: "FreeableMemory", comparison: .lessThanThreshold,
                threshold: Double(freeMemoryMiB) * 1_048_576, what: "is short of memory"),
            Bound(
                name: "Connections", metric: "DatabaseConnections", comparison: .greaterThanThreshold,
                threshold: Double(connections), what: "has many connections"),
        ]
        return database.instances.enumerated().flatMap { index, instance in
            bounds.map { add($0, index + 1, instance, to: &stack) }
        }
    }

    private func add(
        _ bound: Bound, _ number: Int, _ instance: Handle<RDS.DBInstance>, to stack: inout Stack
    ) -> Handle<CloudWatch.Alarm> {
        stack.add(
            "\(bound.name)\(number)",
            CloudWatch.Alarm(
                alarmActions: notify.isEmpty ? nil : .list(notify),
                alarmDescription: Input("Instance \(number) of the database \(bound.what)"),
                alarmName: stack.physicalName("\(bound.name.lowercased())-\(number)"), comparisonOperator: bound.comparison,
                datapointsToAlarm: 3, dimensions: [.init(name: "DBInstanceIdentifier", value: instance.identifier)],
                evaluationPeriods: 5, metricName: Input(bound.metric), namespace: "AWS/RDS", period: 60, statistic: .average,
                threshold: Input(bound.threshold), treatMissingData: .missing),
            purpose: "Tells when instance \(number) of the database \(bound.what).")
    }
}
