// The way back: give stable its weight, watch that this holds, stop the candidate.

extension Release {
    mutating func revert(_ cause: Cause, _ reaction: inout Reaction) {
        // Calls of the way forward that change something may take effect yet, so their replies are still awaited.
        phase = .reverting(cause, since: now)
        readFailuresInARow = 0
        writeFailuresInARow = 0
        reaction.records.append(.rollbackStarted(stage: reached, cause: cause))
        observe(after: .zero, &reaction)
    }

    mutating func continueReverting(_ reading: Reading, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        guard let stable, let confirmed else { return }
        let live = reading.weights
        let isForeign = live != confirmed && !sent.contains(live)
        var cause = cause
        if isForeign {
            cause = .drift(expected: confirmed, live: live)
            phase = .reverting(cause, since: since)
        }
        if live[stable.other] == 0, live[stable] > 0 {
            return beginVerifying(live, cause, since: since, &reaction)
        }
        guard now < since + plan.progressDeadline else {
            return end(.rollbackUnverified(reason: "the weights could not be given back to \(stable.rawValue)"), &reaction)
        }
        // A stable that is just being stopped is not given weight; it is started again when that call was answered.
        guard !isAwaiting(where: { $0 == .retire(stable) }) else { return observe(after: plan.pollEvery, &reaction) }
        guard reading.colours[stable].healthy > 0 else { return revive(stable, reading, &reaction) }
        let wanted = Weights.all(on: stable, sum: live.sum > 0 ? live.sum : confirmed.sum)
        guard !isAwaiting(where: { $0 == .setWeights(wanted, expecting: live) }) else { return }
        if isForeign { reaction.records.append(.overwrote(live: live)) }
        write(wanted, over: live, &reaction)
    }

    private mutating func beginVerifying(_ live: Weights, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        confirmed = live
        countedSince = now
        let length: Duration = sent.isEmpty ? .zero : plan.scaleDownDelay
        if !sent.isEmpty {
            reaction.records.append(.restored(weights: live, afterMilliseconds: (now - since).milliseconds))
        }
        phase = .verifying(cause, since: now, until: now + length)
        observe(after: min(plan.pollEvery, length), &reaction)
    }

    /// All weight is never left on a colour that reads as having no healthy target (rule 1): it is started again first.
    private mutating func revive(_ stable: Colour, _ reading: Reading, _ reaction: inout Reaction) {
        if reading.colours[stable].desiredTasks == 0, stableTasks > 0, let stableRevision, !isAwaiting(where: \.isDeploy) {
            reaction.records.append(.deploying(colour: stable, revision: stableRevision, tasks: stableTasks))
            return issue(.deploy(stableRevision, to: stable, tasks: stableTasks), &reaction)
        }
        observe(after: plan.pollEvery, &reaction)
    }

    /// A rollback is verified: weights, health, error rate (rule 12). If it can't be, the release says so and stops.
    mutating func verify(_ reading: Reading, _ cause: Cause, since: Instant, until: Instant, _ reaction: inout Reaction) {
        guard let stable, isStillBack(reading, cause, &reaction) else { return }
        let own = reading.colours[stable]
        let other = reading.colours[stable.other]
        let failing = isFix ? nil : measure(stable, reading).first { $0.verdict == .fail }
        // Back at the baseline: a stable that never was healthy can't be asked to be.
        let isHealthy = own.healthy > 0 || (isFix && stableHealthyMaximum == 0)
        let isOver = now >= since + plan.progressDeadline
        if isHealthy, failing == nil {
            let isQuiet = other.inFlight == 0 && other.requests == 0
            if now >= until, isQuiet || isOver, pending.isEmpty {
                reaction.records.append(.verified(colour: stable, reading: own))
                phase = .withdrawing(cause, since: now)
                isRetired = false
                reaction.records.append(.retiring(colour: stable.other))
                return issue(.retire(stable.other), &reaction)
            }
            guard pending.isEmpty || !isOver else {
                return end(.rollbackUnverified(reason: "a call that was sent before it has not been answered"), &reaction)
            }
            if other.requests > 0 { countedSince = now }
            return observe(after: plan.pollEvery, &reaction)
        }
        guard !isOver else {
            let reason =
                failing.map { "gate \($0.gate) still fails on \(stable.rawValue)" } ?? "\(stable.rawValue) has no healthy task"
            return end(.rollbackUnverified(reason: reason), &reaction)
        }
        // What failed once counts no longer: the colour has to be well from now on.
        countedSince = now
        phase = .verifying(cause, since: since, until: now + plan.scaleDownDelay)
        guard isHealthy else { return revive(stable, reading, &reaction) }
        observe(after: plan.scaleDownDelay, &reaction)
    }

    /// Whether the weights are still those that were read back. A write of ours may land late and is then undone, each one once,
    /// so that a rollback doesn't loop (rule 12); anybody else's change ends it.
    private mutating func isStillBack(_ reading: Reading, _ cause: Cause, _ reaction: inout Reaction) -> Bool {
        if reading.weights == confirmed { return true }
        guard let index = sent.firstIndex(of: reading.weights) else {
            end(.rollbackUnverified(reason: "the weights were changed again after the rollback"), &reaction)
            return false
        }
        confirmed = sent.remove(at: index)
        phase = .reverting(cause, since: now)
        continueReverting(reading, cause, since: now, &reaction)
        return false
    }

    mutating func finishWithdrawing(_ reading: Reading, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        guard let stable, isStillBack(reading, cause, &reaction) else { return }
        if stop(stable.other, reading, &reaction) {
            reaction.records.append(.retired(colour: stable.other))
            return end(cause.outcome, &reaction)
        }
        guard now < since + plan.progressDeadline else {
            reaction.records.append(.warning("\(stable.other.rawValue) still has tasks after the progress deadline"))
            return end(cause.outcome, &reaction)
        }
    }
}
