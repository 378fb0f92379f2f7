import Foundation

/// A row of the price list: what something costs in us-east-1, and when that was read.
///
/// Prices change, so that each is told with its date and nothing is decided by it. The rows agree in two sources where there are two:
/// the recorded outputs of Infracost's tests, and public tables that were compared with AWS's pages.
struct Price {
    /// The name of the row: `NAT gateway`.
    let name: String
    /// What one unit costs, in US dollars.
    let dollars: Double
    /// The unit: `hour`, `GB-month`.
    let unit: String
    /// The day, month or year in which it was recorded.
    let date: String

    private init(_ name: String, perHour dollars: Double, read date: String) {
        self.init(name, dollars, "hour", read: date)
    }

    private init(_ name: String, _ dollars: Double, _ unit: String, read date: String) {
        (self.name, self.dollars, self.unit, self.date) = (name, dollars, unit, date)
    }

    /// A gateway for each hour, before any traffic.
    static let natGateway = Price("NAT gateway", perHour: 0.045, read: "2024-07-01")
    /// An endpoint for each zone and hour, before any traffic.
    static let interfaceEndpoint = Price("VPC interface endpoint", perHour: 0.01, read: "2024-10-18")

    /// What was written to a log group and is kept.
    static let logStorage = Price("CloudWatch Logs storage", 0.03, "GB-month", read: "2024-07-01")

    /// An Aurora instance of a class; none where the list has no such row.
    static func aurora(_ instanceClass: String) -> Price? { auroraInstances.first { $0.name == "Aurora \(instanceClass)" } }

    /// `$32.85`: a month has 730 hours.
    var monthly: String { "$" + String(format: "%.2f", locale: Locale(identifier: "en_US_POSIX"), dollars * 730) }
    /// `NAT gateway: $0.045 per hour in us-east-1, 2024-07-01`.
    var source: String { "\(name): $\(dollars) per \(unit) in us-east-1, \(date)" }

    private static let auroraInstances = [
        Price("Aurora db.t3.medium", perHour: 0.082, read: "2025-03-05"),
        Price("Aurora db.t3.large", perHour: 0.164, read: "2025-03-05"),
        Price("Aurora db.t4g.medium", perHour: 0.073, read: "2026"),
        Price("Aurora db.t4g.large", perHour: 0.146, read: "2026"),
        Price("Aurora db.r5.large", perHour: 0.29, read: "2026"),
        Price("Aurora db.r5.xlarge", perHour: 0.58, read: "2026"),
        Price("Aurora db.r5.2xlarge", perHour: 1.16, read: "2026"),
        Price("Aurora db.r6g.large", perHour: 0.26, read: "2026"),
        Price("Aurora db.r6g.xlarge", perHour: 0.519, read: "2026"),
        Price("Aurora db.r6g.2xlarge", perHour: 1.038, read: "2026"),
        Price("Aurora db.r6g.4xlarge", perHour: 2.076, read: "2026"),
        Price("Aurora db.r7g.large", perHour: 0.276, read: "2026"),
        Price("Aurora db.r7g.xlarge", perHour: 0.553, read: "2026"),
        Price("Aurora db.r7g.2xlarge", perHour: 1.106, read: "2026"),
        Price("Aurora db.r8g.large", perHour: 0.276, read: "2026"),
    ]
}
