// Holding: nothing moves, gates and hooks are asked, and at the end somebody may have to decide. What they are asked is in
// Release+Gates.swift and Release+Hooks.swift.

extension Release {
    mutating func beginHold(_ stage: Stage, length: Milliseconds, _ reaction: inout Reaction) {
        guard let confirmed else { return }
        reached = stage
        stageBegan = now
        judgedFrom = now + plan.$lag
        countedSince = judgedFrom
        lastMeasured = now
        acceptsOpenGates = skipsHolds
        gateStates = Array(repeating: GateState(), count: plan.gates.count * 2)
        evidence = Array(repeating: Evidence(), count: plan.gates.count)
        hookStates = plan.hooks.map { $0.isAsked(at: stage, of: plan) ? .waiting(notBefore: now) : .answered }
        let until = now + (skipsHolds ? .zero : length)
        phase = .holding(stage, since: now, until: until)
        reaction.note(.shifted(stage: stage, weights: confirmed, until: until))
        if until > now || hookStates.contains(where: { $0 != .answered }) || pausedSince != nil {
            askHooks(stage, &reaction)
            return observe(after: min(plan.$measureEvery, until.since(now)), &reaction)
        }
        conclude(stage, open: [], &reaction)
    }

    mutating func hold(
        _ reading: borrowing Reading, stage: Stage, since: Instant, until: Instant, _ reaction: inout Reaction
    ) {
        guard isSafe(reading, &reaction) else { return }
        holdScaling(reading, &reaction)
        // No hold elapses while its gates could not be asked (rule 7).
        var until = until
        let gap = now.since(lastMeasured)
        lastMeasured = now
        if gap > plan.$measureEvery * 2 {
            until = until + (gap - plan.$measureEvery)
            phase = .holding(stage, since: since, until: until)
            let lost = (gap - plan.$measureEvery).count
            reaction.note(.warning("the gates could not be asked for \(lost) ms; the hold lasts as much longer"))
        }
        askHooks(stage, &reaction)
        guard case .holding = phase else { return }
        let isErroneous = isMeasuredWrongly
        guard pausedSince == nil, now >= until, !isErroneous, hookStates.allSatisfy({ $0 == .answered }) else {
            let next = now < until ? until.since(now) : plan.$pollEvery
            return observe(after: min(isErroneous ? plan.$retryAfter : plan.$measureEvery, next), &reaction)
        }
        if stage == .beforeScaleUp, !mayBegin(reading, &reaction) { return }
        // Never measured is inconclusive, and inconclusive never proceeds (rule 9).
        conclude(stage, open: until > since && !acceptsOpenGates ? openGates(stage) : [], &reaction)
    }

    /// The end of a hold: on, or to somebody who decides.
    private mutating func conclude(_ stage: Stage, open: [String], _ reaction: inout Reaction) {
        guard open.isEmpty else { return wait(stage, .inconclusive(gates: open), &reaction) }
        if case .step(let step) = stage, plan.steps[step].needsApproval, !skipsHolds {
            return wait(stage, .approval, &reaction)
        }
        advance(from: stage, &reaction)
    }

    mutating func wait(_ stage: Stage, _ wait: Wait, _ reaction: inout Reaction) {
        pausedSince = nil
        phase = .waiting(stage, wait, since: now)
        reaction.note(.waiting(stage: stage, wait))
        observe(after: plan.$measureEvery, &reaction)
    }

    /// While somebody decides the gates are still asked, and one that fails goes back; but what is frozen stays where it is.
    mutating func attend(_ reading: borrowing Reading, stage: Stage, _ wait: Wait, _ reaction: inout Reaction) {
        if case .frozen = wait {
            // The last write of ours may have landed late.
            if reading.weights == sent.last { confirmed = reading.weights }
            guard let confirmed, isAsExpected(reading, confirmed, &reaction) else { return }
            lastMeasured = now
            return observe(after: plan.$measureEvery, &reaction)
        }
        guard isSafe(reading, &reaction) else { return }
        holdScaling(reading, &reaction)
        observe(after: plan.$measureEvery, &reaction)
    }

    /// Whether the weights are as they should be. Weights that were ours before may be a stale read, so they are read once more
    /// for a while; anything else is somebody else's, and nothing of theirs is overwritten (rule 5).
    mutating func isAsExpected(_ reading: borrowing Reading, _ expected: Weights, _ reaction: inout Reaction) -> Bool {
        let live = reading.weights
        if live == expected {
            oddSince = nil
            return true
        }
        let since = oddSince ?? now
        oddSince = since
        guard live == initial || sent.contains(live), now < since + plan.$scaleDownDelay else {
            finish(.drift(expected: expected, live: live), &reaction)
            return false
        }
        observe(after: plan.$pollEvery, &reaction)
        return false
    }

    /// Checks what may go wrong at any time on the way forward; where it did, the release has left that way.
    mutating func isSafe(_ reading: borrowing Reading, _ reaction: inout Reaction) -> Bool {
        guard let candidate, let confirmed else { return false }
        note(reading)
        guard isAsExpected(reading, confirmed, &reaction) else { return false }
        // What the candidate's colour is like before anything of ours runs there says nothing of the candidate; whether the
        // release may begin is asked when the hooks have answered.
        if case .holding(.beforeScaleUp, _, _) = phase { return true }
        if let reason = reading.colours[candidate].deploymentFailure {
            revert(.deploymentFailed(reason: reason), &reaction)
            return false
        }
        guard let stage = reached, stage != .beforeScaleUp else { return true }
        if let live = reading.colours[candidate].revision, live != revision {
            revert(.revisionChanged(expected: revision, live: live), &reaction)
            return false
        }
        return judge(reading, stage, candidate, &reaction)
    }
}
