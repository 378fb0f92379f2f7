/// What one gate has said of one colour in this stage.
struct GateState: Hashable, Sendable, Codable {
    private(set) var latest = Verdict.inconclusive
    private var failures = 0
    private var failuresInARow = 0
    private var errorsInARow = 0
    private var inconclusive = 0
    private var isFailed = false
    /// Whether any measurement of this stage rested on something.
    private(set) var hadData = false

    /// Takes a measurement in. Fail dominates: a later error or inconclusive never hides it.
    mutating func take(_ verdict: Verdict, samples: Int, _ gate: GateTraits) {
        latest = verdict
        if samples > 0 { hadData = true }
        switch verdict {
        case .fail:
            failures += 1
            failuresInARow += 1
            errorsInARow = 0
            if failures > gate.limits.failures { isFailed = true }
            if let limit = gate.limits.consecutiveFailures, failuresInARow >= limit { isFailed = true }
        case .pass:
            failuresInARow = 0
            errorsInARow = 0
        case .inconclusive:
            errorsInARow = 0
            // Too few requests yet is no answer; neither passing nor failing is one.
            if !gate.countsRequests { inconclusive += 1 }
        case .error: errorsInARow += 1
        }
    }

    /// Whether the gate has failed for good.
    var fails: Bool { isFailed }

    /// Whether its source has not answered for so long that it can't be measured.
    func isUnmeasurable(_ gate: GateTraits) -> Bool { errorsInARow > gate.limits.consecutiveErrors }

    /// Whether the stage can't go on for want of a verdict.
    func isOpen(_ gate: GateTraits) -> Bool {
        switch latest {
        case .pass, .fail: inconclusive > gate.limits.inconclusive && !gate.countsRequests
        case .inconclusive, .error: true
        }
    }
}

/// The evidence that the candidate is worse than stable: a product of likelihood ratios, a martingale while the two are equal. By
/// Ville's inequality it then ever reaches `1 / α` with probability `α` at most, however often it is looked at.
///
/// The n-th request that failed came from the candidate with the candidate's share of the requests if both are equal, and more
/// often if it fails `ratio` times as much.
struct Evidence: Hashable, Sendable, Codable {
    private(set) var value = 1.0
    private var counted = PerColour(blue: Count(), green: Count())

    struct Count: Hashable, Sendable, Codable {
        var requests = 0
        var hits = 0
    }

    /// Takes the counts since the share was confirmed, which only grow.
    mutating func take(_ counts: PerColour<Count>, candidate: Colour, ratio: Double) {
        func news(_ colour: Colour) -> Count {
            let (now, before) = (counts[colour], counted[colour])
            // A window that shrank was counted anew by the world.
            guard now.requests >= before.requests, now.hits >= before.hits else { return Count() }
            return Count(requests: now.requests - before.requests, hits: now.hits - before.hits)
        }
        let (own, other) = (news(candidate), news(candidate.other))
        counted = counts
        guard own.requests > 0, other.requests > 0 else { return }
        let share = Double(own.requests) / Double(own.requests + other.requests)
        // One factor at a time, since powers would leave the range of a number where their quotient does not.
        let expected = share * ratio + 1 - share
        var (rest, others) = (own.hits, other.hits)
        while rest > 0 || others > 0 {
            if others == 0 || (rest > 0 && value < 1) {
                value *= ratio / expected
                rest -= 1
            } else {
                value /= expected
                others -= 1
            }
            value = min(max(value, Self.limits.lowerBound), Self.limits.upperBound)
        }
    }

    /// Beyond these nothing new is said.
    private static let limits = 1e-250...1e250
}
