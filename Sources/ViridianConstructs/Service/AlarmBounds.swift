public import ViridianResources

/// How bad each colour may become before its alarms say so. A release takes its gates from these alarms.
public struct AlarmBounds: Hashable, Sendable {
    /// Responses with a status from 500 on, in percent of all.
    public var errorPercent: Double
    /// What 99 of 100 responses must not exceed.
    public var p99: Duration
    /// Unhealthy targets, in percent of all.
    public var unhealthyPercent: Double
    /// How many minutes that lasts before the alarm says so; by default two of three.
    public var unhealthyMinutes: Int?
    /// How many unhealthy targets are worth a notice by themselves; by default none.
    public var unhealthyTargets: Int?
    /// ARNs of topics and functions that are told.
    public var notify: [Input<String>]

    /// The bounds of a colour's alarms.
    public init(
        errorPercent: Double = 1, p99: Duration = .milliseconds(500), unhealthyPercent: Double = 50,
        unhealthyMinutes: Int? = nil, unhealthyTargets: Int? = nil, notify: [Input<String>] = []
    ) {
        self.errorPercent = errorPercent
        self.p99 = p99
        self.unhealthyPercent = unhealthyPercent
        self.unhealthyMinutes = unhealthyMinutes
        self.unhealthyTargets = unhealthyTargets
        self.notify = notify
    }
}
