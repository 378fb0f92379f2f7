extension Gate {
    /// As few slow requests as this can be chance: the p99 of sixty requests is their slowest one.
    static let slowRequestsMinimum = 3

    /// Judges one colour by what was read of it since the share that it has was confirmed.
    ///
    /// - Parameters:
    ///   - slow: how many requests were slower than this gate's bound, if it has one and they were counted.
    ///   - signal: what the alarm or metric said that it asks for.
    public func measure(_ reading: ColourReading, of colour: Colour, slow: Int? = nil, signal: Signal? = nil) -> Measurement {
        switch condition {
        case .errorRate(let maximum):
            let value = reading.requests > 0 ? Double(reading.failures) / Double(reading.requests) : nil
            return judged(colour, value: value, bound: maximum, samples: reading.requests, fails: (value ?? 0) > maximum)
        case .latency(let percentile, _):
            // A world that did not count for this bound has said nothing about it.
            let value = reading.requests > 0 ? slow.map { Double($0) / Double(reading.requests) } : nil
            let bound = (100 - percentile) / 100
            // A percentile of 99.9 is no exact number, and exactly the bound passes.
            let fails = (value ?? 0) > bound + 1e-9 && (slow ?? 0) >= Self.slowRequestsMinimum
            return judged(colour, value: value, bound: bound, samples: reading.requests, fails: fails)
        case .unhealthyShare(let maximum):
            let registered = reading.healthy + reading.unhealthy
            let value = registered > 0 ? Double(reading.unhealthy) / Double(registered) : nil
            let verdict: Verdict = value.map { $0 > maximum ? .fail : .pass } ?? .inconclusive
            return Measurement(
                gate: name, colour: colour, verdict: verdict, value: value, bound: maximum, samples: registered)
        case .alarm: return judged(colour, signal ?? .noData, nil)
        case .metric(_, let bounds): return judged(colour, signal ?? .noData, bounds)
        case .regression:
            // Its evidence is of both colours together: see Evidence.
            return judged(colour, value: nil, bound: 0, samples: reading.requests, fails: false)
        }
    }

    func judged(_ colour: Colour, value: Double?, bound: Double, samples: Int, fails: Bool) -> Measurement {
        let isEnough = value != nil && samples >= minimumSamples
        let verdict: Verdict = !isEnough ? .inconclusive : fails ? .fail : .pass
        return Measurement(gate: name, colour: colour, verdict: verdict, value: value, bound: bound, samples: samples)
    }

    private func judged(_ colour: Colour, _ signal: Signal, _ bounds: Bounds?) -> Measurement {
        let (verdict, value) = verdict(of: signal, bounds)
        return Measurement(
            gate: name, colour: colour, verdict: verdict, value: value, bound: bounds?.bound ?? 0,
            samples: verdict == .error || value == nil ? 0 : 1)
    }

    private func verdict(of signal: Signal, _ bounds: Bounds?) -> (Verdict, Double?) {
        switch signal {
        case .failed: return (.error, nil)
        case .noData, .alarm(.insufficientData): return (missing.noData, nil)
        case .empty: return (missing.empty, nil)
        case .alarm(.ok): return (.pass, 0)
        case .alarm(.alarm): return (.fail, 1)
        case .value(_, let age) where age > missing.staleAfterSeconds: return (missing.noData, nil)
        case .value(let value, _) where value.isNaN: return (missing.notANumber, nil)
        case .value(let value, _) where value.isInfinite: return (missing.infinite, nil)
        case .value(let value, _): return (bounds?.verdict(of: value) ?? .inconclusive, value)
        }
    }
}

extension Gate.Bounds {
    /// Fail dominates; with both bounds, neither holding is inconclusive.
    func verdict(of value: Double) -> Verdict {
        switch self {
        case .pass(let pass): pass.holds(for: value) ? .pass : .fail
        case .fail(let fail): fail.holds(for: value) ? .fail : .pass
        case .both(_, let fail) where fail.holds(for: value): .fail
        case .both(let pass, _): pass.holds(for: value) ? .pass : .inconclusive
        }
    }

    var bound: Double {
        switch self {
        case .pass(let comparison), .fail(let comparison), .both(_, let comparison): comparison.bound
        }
    }
}
