// The way back: give stable its weight, watch that this holds, stop the candidate. In a first release nobody gets the weight.

extension Release {
    mutating func revert(_ cause: Cause, _ reaction: inout Reaction) {
        if !plan.canRollBack, let candidate, sent.contains(where: { $0[candidate] > 0 }) {
            return wait(reached ?? .step(firstStep), .frozen(cause), &reaction)
        }
        // Calls of the way forward that change something may take effect yet, so their replies are still awaited.
        pending.removeAll { $0.action.isInvocation }
        reaction.effects.removeAll { $0.action.isInvocation }
        pausedSince = nil
        phase = .reverting(cause, since: now)
        readFailuresInARow = 0
        writeFailuresInARow = 0
        reaction.note(.rollbackStarted(stage: reached, cause: cause))
        observe(after: .zero, &reaction)
    }

    mutating func continueReverting(_ reading: borrowing Reading, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        guard let candidate, let confirmed else { return }
        let live = reading.weights
        let isForeign = live != confirmed && live != initial && !sent.contains(live)
        var cause = cause
        if isForeign {
            cause = .drift(expected: confirmed, live: live)
            phase = .reverting(cause, since: since)
        }
        if live[candidate] == 0, isFirst || live[candidate.other] > 0 {
            return beginVerifying(live, cause, since: since, &reaction)
        }
        guard now < since + plan.$progressDeadline else {
            let reason = stable.map { "the weights could not be given back to \($0.rawValue)" } ?? "the weight could not be taken"
            return finish(.rollbackUnverified(reason: reason), &reaction)
        }
        guard let wanted = weightsBack(reading, live, &reaction) else { return }
        guard !isAwaiting(where: { $0 == .setWeights(wanted, expecting: live, keeping: rule) }) else { return }
        if isForeign { reaction.note(.overwrote(live: live)) }
        write(wanted, over: live, &reaction)
    }

    /// The weights to go back to; none while stable can't take them.
    private mutating func weightsBack(_ reading: borrowing Reading, _ live: Weights, _ reaction: inout Reaction) -> Weights? {
        guard let stable else { return Weights(blue: 0, green: 0) }
        // A stable that is just being stopped is not given weight; it is started again when that call was answered.
        guard !isAwaiting(where: { $0 == .retire(stable) }) else {
            observe(after: plan.$pollEvery, &reaction)
            return nil
        }
        guard reading.colours[stable].healthy > 0 else {
            revive(stable, reading, &reaction)
            return nil
        }
        return .all(on: stable, sum: live.sum > 0 ? live.sum : confirmed?.sum ?? 100)
    }

    private mutating func beginVerifying(_ live: Weights, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        confirmed = live
        countedSince = now
        let length: Milliseconds = sent.isEmpty ? .zero : plan.$scaleDownDelay
        if isFirst {
            reaction.note(.nobodyServes)
        } else if !sent.isEmpty {
            reaction.note(.restored(weights: live, afterMilliseconds: now.since(since).count))
        }
        let until = max(now + length, allLandedBy)
        phase = .verifying(cause, since: now, until: until)
        reaction.note(.verifying(until: until))
        observe(after: min(plan.$pollEvery, length), &reaction)
    }

    /// All weight is never left on a colour that reads as having no healthy target (rule 1): it is started again first.
    private mutating func revive(_ stable: Colour, _ reading: borrowing Reading, _ reaction: inout Reaction) {
        if reading.colours[stable].desiredTasks == 0, stableTasks > 0, let stableRevision, !isAwaiting(where: \.isDeploy) {
            reaction.note(.deploying(colour: stable, revision: stableRevision, tasks: stableTasks))
            return issue(.deploy(stableRevision, to: stable, tasks: stableTasks), &reaction)
        }
        observe(after: plan.$pollEvery, &reaction)
    }

    /// A rollback is verified: weights, health, error rate (rule 12). If it can't be, the release says so and stops.
    mutating func verify(
        _ reading: borrowing Reading, _ cause: Cause, since: Instant, until: Instant, _ reaction: inout Reaction
    ) {
        guard let candidate, isStillBack(reading, cause, &reaction) else { return }
        let isOver = now >= since + plan.$progressDeadline
        if let trouble = trouble(reading) {
            guard !isOver else { return finish(.rollbackUnverified(reason: trouble), &reaction) }
            // What failed once counts no longer: the colour has to be well from now on.
            countedSince = now
            phase = .verifying(cause, since: since, until: now + plan.$scaleDownDelay)
            guard let stable, reading.colours[stable].healthy == 0 else { return observe(after: plan.$scaleDownDelay, &reaction) }
            return revive(stable, reading, &reaction)
        }
        let requests = reading.colours[candidate].requests
        let isQuiet = requests == 0 && reading.colours[candidate].inFlight == 0
        if now >= until, isQuiet || isOver, pending.isEmpty {
            if let stable { reaction.note(.verified(colour: stable, reading: reading.colours[stable])) }
            guard moveTestRoutes(from: candidate, reading, &reaction) else { return }
            phase = .withdrawing(cause, since: now)
            isRetired = false
            reaction.note(.retiring(colour: candidate))
            _ = stop(candidate, reading, since: now, &reaction)
            return
        }
        guard pending.isEmpty || !isOver else {
            return finish(
                .rollbackUnverified(reason: "a call that was sent before it has not been answered"), &reaction)
        }
        if requests > 0 { countedSince = now }
        holdScaling(reading, &reaction)
        observe(after: plan.$pollEvery, &reaction)
    }

    /// Why stable is not back at its baseline. One that never was healthy can't be asked to be.
    private func trouble(_ reading: borrowing Reading) -> String? {
        guard let stable else { return nil }
        let isHealthy = reading.colours[stable].healthy > 0 || (isFix && stableHealthyMaximum == 0)
        guard isHealthy else { return "\(stable.rawValue) has no healthy task" }
        guard !isFix, let failing = firing(stable, reading) else { return nil }
        return "gate \(failing.gate) still fails on \(stable.rawValue)"
    }

    /// Whether the weights are still those that were read back. A write of ours may land late and is then undone, each one once,
    /// so that a rollback doesn't loop (rule 12); anybody else's change ends it.
    private mutating func isStillBack(_ reading: borrowing Reading, _ cause: Cause, _ reaction: inout Reaction) -> Bool {
        if reading.weights == confirmed { return true }
        let live = reading.weights
        guard let index = sent.firstIndex(where: { $0 == live }) else {
            finish(.rollbackUnverified(reason: "the weights were changed again after the rollback"), &reaction)
            return false
        }
        confirmed = sent.remove(at: index)
        phase = .reverting(cause, since: now)
        reaction.note(.warning("a call that had timed out has landed; it is undone"))
        continueReverting(reading, cause, since: now, &reaction)
        return false
    }

    mutating func finishWithdrawing(_ reading: borrowing Reading, _ cause: Cause, since: Instant, _ reaction: inout Reaction) {
        guard let candidate, isStillBack(reading, cause, &reaction) else { return }
        if stop(candidate, reading, since: since, &reaction) {
            reaction.note(.retired(colour: candidate))
            return finish(cause.outcome, &reaction)
        }
        guard now < since + plan.$progressDeadline else {
            reaction.note(.warning("\(candidate.rawValue) still has tasks after the progress deadline"))
            return finish(cause.outcome, &reaction)
        }
    }
}

extension Cause {
    /// How a release ends that went back for this cause.
    var outcome: Outcome {
        switch self {
        case .abortRequested: .aborted
        case .superseded(let revision): .superseded(by: revision.name)
        case .drift(let expected, let live): .drift(expected: expected, live: live)
        default: .rolledBack(self)
        }
    }
}
