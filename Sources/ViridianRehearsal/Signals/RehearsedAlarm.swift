import ViridianBehaviour
import ViridianRelease

/// An alarm of the template as the rehearsed world evaluates it: by periods, datapoints and missing data, as CloudWatch does.
public struct RehearsedAlarm: Hashable, Sendable, Codable {
    /// What it looks at.
    enum Quantity: Hashable, Sendable, Codable {
        case metric(MetricQuery)
        /// Failed requests of all, times a factor: 100 where the threshold is in percent.
        case errorShare(factor: Double)
        /// Unhealthy targets of all, times a factor.
        case unhealthyShare(factor: Double)
    }

    /// On which side of the threshold it breaches.
    enum Comparison: String, Hashable, Sendable, Codable {
        case greaterOrEqual = "GreaterThanOrEqualToThreshold"
        case greater = "GreaterThanThreshold"
        case less = "LessThanThreshold"
        case lessOrEqual = "LessThanOrEqualToThreshold"
    }

    /// Its logical id and, where it has one, its name: a plan may say either.
    var names: [String]
    var colour: Colour
    var quantity: Quantity
    var threshold: Double
    var comparison: Comparison
    var periodSeconds: Int
    var evaluationPeriods: Int
    var datapointsToAlarm: Int
    /// `TreatMissingData`.
    var missingData: String

    var evaluation: AlarmEvaluation {
        AlarmEvaluation(
            evaluationPeriods: evaluationPeriods, datapointsToAlarm: datapointsToAlarm,
            missingData: AlarmEvaluation.MissingData(rawValue: missingData) ?? .missing)
    }

    var percentiles: [Double] { if case .metric(let query) = quantity { query.percentile.map { [$0] } ?? [] } else { [] } }

    /// One period.
    func datapoint(_ sample: MetricSample) -> AlarmEvaluation.Datapoint {
        guard let value = value(sample) else { return .missing }
        let breaches =
            switch comparison {
            case .greaterOrEqual: value >= threshold
            case .greater: value > threshold
            case .less: value < threshold
            case .lessOrEqual: value <= threshold
            }
        return breaches ? .breaching : .good
    }

    private func value(_ sample: MetricSample) -> Double? {
        switch quantity {
        case .metric(let query): sample.value(of: query)
        case .errorShare(let factor):
            sample.requests > 0 ? Double(sample.failures) / Double(sample.requests) * factor : nil
        case .unhealthyShare(let factor):
            sample.healthy + sample.unhealthy > 0
                ? Double(sample.unhealthy) / Double(sample.healthy + sample.unhealthy) * factor : nil
        }
    }
}
