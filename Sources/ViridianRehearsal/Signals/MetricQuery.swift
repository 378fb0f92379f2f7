import ViridianRelease

/// A metric of one colour's target group and how it is summed up, by CloudWatch's names.
///
/// Source for names, units, and when there is no data: Elastic Load Balancing, "CloudWatch metrics for your Application Load
/// Balancer". https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
struct MetricQuery: Hashable, Codable {
    var metric: String
    var statistic: String
    var colour: Colour

    init(_ metric: String, _ statistic: String, of colour: Colour) {
        self.metric = metric
        self.statistic = statistic
        self.colour = colour
    }

    /// As a plan asks for it.
    init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 4, words[2] == "of", let colour = Colour(rawValue: words[3]) else { return nil }
        self.init(words[0], words[1], of: colour)
    }

    var text: String { "\(metric) \(statistic) of \(colour.rawValue)" }

    /// The percentile, where the statistic is one: `p99`, `p99.9`.
    var percentile: Double? { Self.percentile(statistic) }

    static func percentile(_ statistic: String) -> Double? {
        guard statistic.hasPrefix("p"), let number = Double(statistic.dropFirst()), (0...100).contains(number) else { return nil }
        return number
    }

    static func isStatistic(_ text: String) -> Bool {
        ["SampleCount", "Average", "Sum", "Minimum", "Maximum"].contains(text) || percentile(text) != nil
    }

    /// What a rehearsal measures: each metric with the statistics that say something.
    static let measured: [(metric: String, statistics: String)] = [
        ("RequestCount", "Sum"), ("RequestCountPerTarget", "Sum"), ("HTTPCode_Target_5XX_Count", "Sum"),
        ("TargetResponseTime", "p0 to p100, in seconds"), ("HealthyHostCount", "Average, Minimum, Maximum"),
        ("UnHealthyHostCount", "Average, Minimum, Maximum"),
    ]

    var isMeasured: Bool {
        switch metric {
        case "RequestCount", "RequestCountPerTarget", "HTTPCode_Target_5XX_Count": statistic == "Sum"
        case "TargetResponseTime": percentile != nil
        case "HealthyHostCount", "UnHealthyHostCount": ["Average", "Minimum", "Maximum"].contains(statistic)
        default: false
        }
    }
}

/// What metrics are made of: one colour's requests of some time, and its targets.
struct MetricSample: Hashable {
    var requests: Int
    var failures: Int
    /// At the percentiles that were asked for.
    var latencySeconds: [Double?]
    var healthy: Int
    var unhealthy: Int

    /// The value; nothing where CloudWatch would have no data: counts are not published while they are 0.
    func value(of query: MetricQuery) -> Double? {
        switch query.metric {
        case "RequestCount": requests > 0 ? Double(requests) : nil
        case "RequestCountPerTarget": requests > 0 && healthy > 0 ? Double(requests) / Double(healthy) : nil
        case "HTTPCode_Target_5XX_Count": failures > 0 ? Double(failures) : nil
        case "TargetResponseTime": latencySeconds.first ?? nil
        case "HealthyHostCount": healthy + unhealthy > 0 ? Double(healthy) : nil
        case "UnHealthyHostCount": healthy + unhealthy > 0 ? Double(unhealthy) : nil
        default: nil
        }
    }
}
