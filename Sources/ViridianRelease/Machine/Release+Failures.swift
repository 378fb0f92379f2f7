extension Release {
    /// A failed call may have taken effect, so the world is read before anything is tried again.
    mutating func failed(_ action: Effect.Action, _ reason: String, _ reaction: inout Reaction) {
        reaction.note(.callFailed(reason: reason))
        if action.changesTheWorld { lastFailedChange = now }
        if case .invoke(let call) = action { return hookFailed(call, &reaction) }
        if action.isAcquisition { return leaseFailed(reason, &reaction) }
        let delay = action.isWrite ? plan.$pollEvery : plan.$retryAfter
        switch phase {
        case .reverting(_, let since), .verifying(_, let since, _):
            // A rollback wins over throttling: it is given up when its deadline is over, and not before (rule 8).
            guard now < since + plan.$progressDeadline else { return finish(.rollbackUnverified(reason: reason), &reaction) }
            return observe(after: delay, &reaction)
        case .finishing(let outcome, let since):
            guard now < since + plan.$progressDeadline else {
                reaction.note(.warning("autoscaling or the lease could not be given back: \(reason)"))
                return end(outcome, &reaction)
            }
            return observe(after: delay, &reaction)
        default: break
        }
        if action.isObservation { readFailuresInARow += 1 } else { writeFailuresInARow += 1 }
        guard max(readFailuresInARow, writeFailuresInARow) > Self.consecutiveErrorLimit else {
            return observe(after: delay, &reaction)
        }
        giveUp(reason, &reaction)
    }

    /// Without a lease nothing is touched. A release that runs already asks until it has it.
    private mutating func leaseFailed(_ reason: String, _ reaction: inout Reaction) {
        writeFailuresInARow += 1
        switch phase {
        case .leasing where writeFailuresInARow > Self.consecutiveErrorLimit:
            end(.refused(reason: "the lease can't be had: \(reason)"), &reaction)
        case .finishing(let outcome, let since) where now >= since + plan.$progressDeadline: end(outcome, &reaction)
        default: issue(.acquireLease(notBefore: now + plan.$retryAfter), &reaction)
        }
    }

    private mutating func giveUp(_ reason: String, _ reaction: inout Reaction) {
        switch phase {
        case .planned, .leasing, .ended, .reverting, .verifying, .finishing: return
        case .inspecting: finish(.refused(reason: "the world can't be read: \(reason)"), &reaction)
        case .withdrawing(let cause, _):
            reaction.note(.warning("the candidate's tasks could not be stopped: \(reason)"))
            finish(cause.outcome, &reaction)
        case .retiring: promote(warning: "the old colour's tasks could not be stopped: \(reason)", &reaction)
        case .waiting(_, .frozen, _): observe(after: plan.$retryAfter, &reaction)
        case .preparing, .shifting, .holding, .waiting, .settling: revert(.worldUnavailable(reason: reason), &reaction)
        }
    }
}
