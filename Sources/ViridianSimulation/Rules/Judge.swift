import ViridianRelease

/// A gate as the rule book sees it.
struct Judge: Sendable {
    enum Kind: Sendable {
        case errors(Double)
        case slow(Double, place: Int)
        case unhealthy(Double)
        case signal(place: Int)
        case comparison
    }

    var kind: Kind
    var samples: Int
    var isSilent: Bool
    var forgives: Bool

    static func all(_ gates: [Gate]) -> [Judge] {
        var bounds = 0
        var signals = 0
        return gates.map { gate in
            let kind: Kind
            switch gate.condition {
            case .errorRate(let maximum): kind = .errors(maximum)
            case .latency(let percentile, _):
                kind = .slow((100 - percentile) / 100, place: bounds)
                bounds += 1
            case .unhealthyShare(let maximum): kind = .unhealthy(maximum)
            case .alarm, .metric:
                kind = .signal(place: signals)
                signals += 2
            case .regression(.slow, _, _):
                kind = .comparison
                bounds += 1
            case .regression: kind = .comparison
            }
            return Judge(
                kind: kind, samples: max(1, gate.minimumSamples), isSilent: gate.isDryRun,
                forgives: gate.limits.failures > 0)
        }
    }
}
