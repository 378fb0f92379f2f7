// The way back: give stable its weight, watch that this holds, stop the candidate.

extension Release {
    mutating func revert(_ cause: Cause, _ reaction: inout Reaction) {
        // An observation of the way forward has nothing to say any more; a write may land yet, and its reply is awaited.
        pending.removeAll { if case .setWeights = $0.action { false } else { true } }
        phase = .reverting(cause, since: now)
        reaction.records.append(.rollbackStarted(stage: reached, cause: cause))
        observe(after: .zero, &reaction)
    }

    mutating func continueReverting(_ reading: Reading, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        guard let stable else { return }
        var cause = cause
        if reading.weights != confirmed, reading.weights != inFlight, !cause.isDrift {
            cause = .drift(expected: confirmed ?? reading.weights, live: reading.weights)
            phase = .reverting(cause, since: since)
            reaction.records.append(.overwrote(live: reading.weights))
        }
        if reading.weights[stable.other] == 0, reading.weights[stable] > 0 {
            confirmed = reading.weights
            inFlight = nil
            countedSince = now
            if reached != nil {
                reaction.records.append(.restored(weights: reading.weights, afterMilliseconds: (now - since).milliseconds))
            }
            phase = .verifying(cause, since: now, until: now + (reached == nil ? .zero : plan.scaleDownDelay))
            return observe(after: reached == nil ? .zero : plan.scaleDownDelay, &reaction)
        }
        guard now < since + plan.progressDeadline else {
            return end(.rollbackUnverified(reason: "the weights could not be given back to \(stable.rawValue)"), &reaction)
        }
        guard reading.colours[stable].healthy > 0 else { return revive(stable, reading, &reaction) }
        write(.all(on: stable, sum: max(reading.weights.sum, 1)), over: reading.weights, &reaction)
    }

    /// All weight is never left on a colour that reads as having no healthy target (rule 1): it is started again first.
    private mutating func revive(_ stable: Colour, _ reading: Reading, _ reaction: inout Reaction) {
        if !hasRevivedStable, reading.colours[stable].desiredTasks == 0, let stableRevision {
            hasRevivedStable = true
            reaction.records.append(.deploying(colour: stable, revision: stableRevision, tasks: stableTasks))
            return issue(.deploy(stableRevision, to: stable, tasks: stableTasks), &reaction)
        }
        observe(after: plan.pollEvery, &reaction)
    }

    /// A rollback is verified: weights, health, error rate (rule 12). If it can't be, the release says so and stops.
    mutating func verify(_ reading: Reading, _ cause: Cause, since: Instant, until: Instant, _ reaction: inout Reaction) {
        guard let stable, let confirmed else { return }
        guard reading.weights == confirmed else {
            return end(.rollbackUnverified(reason: "the weights were changed again after the rollback"), &reaction)
        }
        let own = reading.colours[stable]
        let failing = isFix ? nil : plan.gates.lazy.map { $0.measure(own, of: stable) }.first { $0.verdict == .fail }
        if own.healthy > 0, failing == nil {
            guard now >= until else { return observe(after: plan.pollEvery, &reaction) }
            reaction.records.append(.verified(colour: stable, reading: own))
            phase = .withdrawing(cause, since: now)
            reaction.records.append(.retiring(colour: stable.other))
            return issue(.retire(stable.other), &reaction)
        }
        guard now < since + plan.progressDeadline else {
            let reason = failing.map { "gate \($0.gate) still fails on \(stable.rawValue)" } ?? "\(stable.rawValue) has no healthy task"
            return end(.rollbackUnverified(reason: reason), &reaction)
        }
        // What failed once counts no longer: the colour has to be well from now on.
        countedSince = now
        phase = .verifying(cause, since: since, until: now + plan.scaleDownDelay)
        observe(after: plan.scaleDownDelay, &reaction)
    }

    mutating func finishWithdrawing(_ reading: Reading, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        guard let stable else { return }
        if reading.colours[stable.other].runningTasks == 0 {
            reaction.records.append(.retired(colour: stable.other))
            return end(cause.outcome, &reaction)
        }
        guard now < since + plan.progressDeadline else {
            reaction.records.append(.warning("\(stable.other.rawValue) still has tasks after the progress deadline"))
            return end(cause.outcome, &reaction)
        }
        observe(after: plan.pollEvery, &reaction)
    }
}

extension Cause {
    var isDrift: Bool { if case .drift = self { true } else { false } }
}
