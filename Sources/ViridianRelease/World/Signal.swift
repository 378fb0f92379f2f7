/// What an alarm or a metric said.
public enum Signal: Hashable, Sendable, Codable {
    case alarm(AlarmState)
    /// A number, and how old it is.
    case value(Double, ageSeconds: Int)
    /// The answer was empty.
    case empty
    /// There is no data in the time that was asked for.
    case noData
    /// The source could not be asked.
    case failed(reason: String)
}

/// The state of a CloudWatch alarm.
public enum AlarmState: String, Hashable, Sendable, Codable {
    case ok = "OK"
    case alarm = "ALARM"
    case insufficientData = "INSUFFICIENT_DATA"
}
