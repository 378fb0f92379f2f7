/// What of a gate is a bound on counts, as plain numbers: gates are asked at every measurement.
struct Bound: Hashable, Sendable, Codable {
    private enum Kind: Hashable, Sendable, Codable {
        case errorRate, latency, unhealthyShare, signal, comparison
    }

    private var kind: Kind
    private var bound: Double
    private var minimumSamples: Int

    /// As few slow requests as this can be chance: the p99 of sixty requests is their slowest one.
    private static let slowRequestsMinimum = 3

    init(_ gate: Gate) {
        minimumSamples = gate.minimumSamples
        (kind, bound) =
            switch gate.condition {
            case .errorRate(let maximum): (.errorRate, maximum)
            case .latency(let percentile, _): (.latency, (100 - percentile) / 100)
            case .unhealthyShare(let maximum): (.unhealthyShare, maximum)
            case .alarm, .metric: (.signal, 0)
            case .regression: (.comparison, 0)
            }
    }

    /// What the counts say; nothing where a signal has to be asked.
    func judge(_ counts: ColourReading.Counts, slow: Int?) -> Judgement? {
        let requests = counts.requests
        switch kind {
        case .errorRate:
            guard requests > 0 else { return open(samples: 0) }
            let value = Double(counts.failures) / Double(requests)
            return judged(value, samples: requests, fails: value > bound)
        case .latency:
            // A world that did not count for this bound has said nothing about it.
            guard requests > 0, let slow else { return open(samples: requests) }
            let value = Double(slow) / Double(requests)
            // A percentile of 99.9 is no exact number, and exactly the bound passes.
            return judged(value, samples: requests, fails: value > bound + 1e-9 && slow >= Self.slowRequestsMinimum)
        case .unhealthyShare:
            let registered = counts.healthy + counts.unhealthy
            guard registered > 0 else { return open(samples: 0) }
            let value = Double(counts.unhealthy) / Double(registered)
            return Judgement(verdict: value > bound ? .fail : .pass, value: value, bound: bound, samples: registered)
        case .signal: return nil
        case .comparison:
            // Its evidence is of both colours together: see Evidence.
            return open(samples: requests)
        }
    }

    /// The evidence that the candidate is worse than stable.
    func judge(_ evidence: Double, atLeast bound: Double, samples: Int) -> Judgement {
        let verdict: Verdict = samples < minimumSamples ? .inconclusive : evidence >= bound ? .fail : .pass
        return Judgement(verdict: verdict, value: evidence, bound: bound, samples: samples)
    }

    private func judged(_ value: Double, samples: Int, fails: Bool) -> Judgement {
        let verdict: Verdict = samples < minimumSamples ? .inconclusive : fails ? .fail : .pass
        return Judgement(verdict: verdict, value: value, bound: bound, samples: samples)
    }

    private func open(samples: Int) -> Judgement {
        Judgement(verdict: .inconclusive, value: nil, bound: bound, samples: samples)
    }
}
