import ViridianRelease

extension Release {
    /// Whether it has ended or is about to end as promoted.
    var isPromoted: Bool {
        switch phase {
        case .finishing(.promoted, _), .ended(.promoted): true
        default: false
        }
    }
}

/// Watches that whatever a release asks for is allowed by what it was told: the safety rules, checked after each event.
struct Safety {
    private(set) var violations: [String] = []
    private var last: Reading?
    private var first: Reading?
    private var stableHealthyMaximum = 0

    mutating func check(_ event: Event, _ reaction: Reaction, _ release: Release) {
        if case .observed(let reading, _) = event.kind {
            last = reading
            if first == nil { first = reading }
            if let stable = first?.weights.only {
                stableHealthyMaximum = max(stableHealthyMaximum, reading.colours[stable].healthy)
            }
        }
        if let stable = first?.weights.only, let now = release.stable {
            expect(now == (release.isPromoted ? stable.other : stable), "rule 4: stable is \(now)")
        }
        for effect in reaction.effects { check(effect.action, headroom: release.plan.headroom) }
        if release.outcome == nil, release.phase != .planned { expect(!release.pending.isEmpty, "the release waits for nothing") }
    }

    private mutating func check(_ action: Effect.Action, headroom: Double) {
        guard let last, let stable = first?.weights.only else { return }
        switch action {
        case .observe, .deploy, .acquireLease, .releaseLease, .setScaling, .moveTestRoutes, .invoke: return
        case .setWeights(let wanted, let expected, _):
            expect(expected == last.weights, "rule 5: expects \(expected) where \(last.weights) was read")
            expect(wanted.sum == expected.sum && min(wanted.blue, wanted.green) >= 0, "rule 1: \(expected) becomes \(wanted)")
            if let only = wanted.only { expect(last.colours[only].healthy > 0, "rule 1: all weight on dead \(only)") }
            if wanted[stable.other] > expected[stable.other] {
                let exact = wanted.share(of: stable.other) * Double(stableHealthyMaximum) * (1 + headroom)
                expect(Double(last.colours[stable.other].healthy) >= exact - 1e-6, "rule 2: \(wanted) is not covered")
            }
        case .retire(let colour):
            expect(last.weights[colour] == 0, "rule 3: \(colour) still has weight")
        }
    }

    private mutating func expect(_ holds: Bool, _ violation: String) {
        if !holds { violations.append(violation) }
    }
}
