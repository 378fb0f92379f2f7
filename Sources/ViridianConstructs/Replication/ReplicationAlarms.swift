public import ViridianResources

/// Tells when a database that follows another lags behind: what was not yet read at the source, and what was not yet written at
/// the target.
///
/// ```swift
/// stack.add("Lag", ReplicationAlarms(of: replication, lagSeconds: 60, notify: [topic.arn.typed()]))
/// ```
/// No data is an alarm: a replication that stands still sends none, and lags behind all the more.
/// Source: AWS Database Migration Service User Guide, "Monitoring AWS DMS tasks".
public struct ReplicationAlarms: Construct {
    /// The replication.
    public var replication: DatabaseReplication.Parts
    /// How far it may be behind, in seconds.
    public var lagSeconds: Int
    /// ARNs of topics and functions that are told.
    public var notify: [Input<String>]

    /// Alarms of a replication.
    public init(of replication: DatabaseReplication.Parts, lagSeconds: Int = 60, notify: [Input<String>] = []) {
        self.replication = replication
        self.lagSeconds = lagSeconds
        self.notify = notify
    }

    /// Adds both alarms.
    public func define(in stack: inout Stack) -> [Handle<CloudWatch.Alarm>] {
        if lagSeconds < 1 {
            stack.report(.invalidValue, "nothing follows within \(lagSeconds) seconds", advice: "Say 1 or more, such as 60.")
        }
        return ["Source", "Target"].map { side in
            stack.add(
                "\(side)Lag",
                CloudWatch.Alarm(
                    alarmActions: notify.isEmpty ? nil : .list(notify),
                    alarmDescription: Input("Seconds by which the replication is behind at its \(side.lowercased())"),
                    alarmName: stack.physicalName("\(side.lowercased())-lag"), comparisonOperator: .greaterThanThreshold,
                    datapointsToAlarm: 3,
                    dimensions: [
                        .init(name: "ReplicationInstanceIdentifier", value: replication.identifier),
                        .init(name: "ReplicationTaskIdentifier", value: replication.taskIdentifier),
                    ],
                    evaluationPeriods: 5, metricName: Input("CDCLatency\(side)"), namespace: "AWS/DMS", period: 60,
                    statistic: .maximum, threshold: Input(Double(lagSeconds)), treatMissingData: .breaching),
                purpose: "Tells when the replication lags behind at its \(side.lowercased()).")
        }
    }
}
