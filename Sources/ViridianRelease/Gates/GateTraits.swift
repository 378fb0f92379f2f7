/// What a release has to know of a gate to ask it, worked out once: gates are asked at every measurement.
struct GateTraits: Hashable, Sendable, Codable {
    var bound: Bound
    var limits: Gate.Limits
    var isDryRun: Bool
    /// Whether its measurements count requests, of which there may be too few yet.
    var countsRequests: Bool
    /// It compares the candidate with stable.
    var isComparison: Bool
    /// Which of the counted latency bounds is its own.
    var latencyIndex: Int?
    /// Which of the signals is blue's; green's is the next.
    var signalIndex: Int?

    static func of(_ gates: [Gate]) -> [GateTraits] {
        var bounds = 0
        var signals = 0
        return gates.map { gate in
            var traits = GateTraits(gate)
            if gate.latencyBoundMilliseconds != nil {
                traits.latencyIndex = bounds
                bounds += 1
            }
            if gate.signals != nil {
                traits.signalIndex = signals
                signals += 2
            }
            return traits
        }
    }

    private init(_ gate: Gate) {
        bound = Bound(gate)
        limits = gate.limits
        isDryRun = gate.isDryRun
        switch gate.condition {
        case .errorRate, .latency: (countsRequests, isComparison) = (true, false)
        case .regression: (countsRequests, isComparison) = (true, true)
        case .unhealthyShare, .alarm, .metric: (countsRequests, isComparison) = (false, false)
        }
    }
}
