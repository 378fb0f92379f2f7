/// A verdict and what it rests on, without names.
public struct Judgement: Hashable, Sendable {
    /// What follows from the value.
    public var verdict: Verdict
    /// Shares are 0…1, latencies are the share of requests beyond the bound.
    public var value: Double?
    /// The value beyond which the gate fails, in the same unit.
    public var bound: Double
    /// How many requests, or targets, the value rests on.
    public var samples: Int
}

extension Gate {
    /// Judges one colour by what was read of it since the share that it has was confirmed.
    ///
    /// - Parameters:
    ///   - slow: how many requests were slower than this gate's bound, if it has one and they were counted.
    ///   - signal: what the alarm or metric said that it asks for.
    public func measure(
        _ reading: ColourReading, of colour: Colour, slow: Int? = nil, signal: Signal? = nil
    ) -> Measurement {
        let bound = Bound(self)
        return named(bound.judge(reading.counts, slow: slow) ?? judge(signal ?? .noData), colour)
    }

    func named(_ judgement: Judgement, _ colour: Colour) -> Measurement {
        Measurement(
            gate: name, colour: colour, verdict: judgement.verdict, value: judgement.value, bound: judgement.bound,
            samples: judgement.samples, unit: unit)
    }

    /// Judges what an alarm or a metric said.
    func judge(_ signal: Signal) -> Judgement {
        let bounds: Bounds? = if case .metric(_, let bounds) = condition { bounds } else { nil }
        let (verdict, value) = verdict(of: signal, bounds)
        return Judgement(
            verdict: verdict, value: value, bound: bounds?.bound ?? 0, samples: verdict == .error || value == nil ? 0 : 1)
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
