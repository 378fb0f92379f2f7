public import ViridianResources

/// How bad each colour may become before its alarms say so. A release takes its gates from these alarms.
public struct AlarmBounds: Hashable, Sendable {
    /// Responses with a status from 500 on, in percent of all.
    public var errorPercent: Double
    /// What 99 of 100 responses must not exceed.
    public var p99: Duration
    /// Unhealthy targets, in percent of all.
    public var unhealthyPercent: Double
    /// ARNs of topics and functions that are told.
    public var notify: [Input<String>]

    /// The bounds of a colour's alarms.
    public init(
        errorPercent: Double = 1, p99: Duration = .milliseconds(500), unhealthyPercent: Double = 50, notify: [Input<String>] = []
    ) {
        self.errorPercent = errorPercent
        self.p99 = p99
        self.unhealthyPercent = unhealthyPercent
        self.notify = notify
    }
}
