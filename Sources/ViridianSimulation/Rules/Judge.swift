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

extension RuleBook {
    /// A gate with a vote that says fail, judged anew.
    func failing(_ colour: Colour, _ reading: borrowing Reading, isForgiving: Bool = true) -> String? {
        let (requests, failures) = (reading.colours[colour].requests, reading.colours[colour].failures)
        let (healthy, unhealthy) = (reading.colours[colour].healthy, reading.colours[colour].unhealthy)
        for index in judges.indices where !judges[index].isSilent && !(isForgiving && judges[index].forgives) {
            let isFailing =
                switch judges[index].kind {
                case .errors(let share): requests >= judges[index].samples && Double(failures) > share * Double(requests)
                case .slow(let share, let place):
                    place < reading.colours[colour].slower.count && requests >= judges[index].samples
                        && reading.colours[colour].slower[place] >= 3
                        && Double(reading.colours[colour].slower[place]) > share * Double(requests) + 1e-6
                case .unhealthy(let share): healthy + unhealthy > 0 && Double(unhealthy) > share * Double(healthy + unhealthy)
                case .signal(let place): fails(index, reading.signals, place + (colour == .blue ? 0 : 1))
                case .comparison: false
                }
            if isFailing { return plan.gates[index].name }
        }
        return nil
    }

    private func fails(_ index: Int, _ signals: [Signal], _ place: Int) -> Bool {
        guard place < signals.count else { return false }
        switch (signals[place], plan.gates[index].condition) {
        case (.alarm(let state), _): return state == .alarm
        case (.value(let value, let age), .metric(_, .both(_, let fail))): return age <= 600 && fail.holds(for: value)
        default: return false
        }
    }
}
