extension Release {
    /// Does what somebody wants. What the phase has no use for is recorded and changes nothing.
    mutating func obey(_ command: Command, _ reaction: inout Reaction) {
        guard obeys(command) else { return reaction.note(.ignored(command)) }
        reaction.note(.obeyed(command))
        switch command {
        case .pause: pausedSince = now
        case .resume: resume(&reaction)
        case .promote: promoteNow(&reaction)
        case .promoteFully:
            skipsHolds = true
            promoteNow(&reaction)
        case .abort: goBack(.abortRequested, &reaction)
        case .supersede(let revision): goBack(.superseded(by: revision), &reaction)
        case .reject(let somebody): goBack(.rejected(by: somebody), &reaction)
        case .retry: retry(&reaction)
        case .approve: if case .waiting(let stage, _, _) = phase { advance(from: stage, &reaction) }
        }
    }

    private func obeys(_ command: Command) -> Bool {
        switch (command, phase) {
        case (_, .ended), (_, .finishing): false
        case (.abort, .reverting), (.abort, .verifying), (.abort, .withdrawing): false
        case (.abort, _): true
        case (.supersede, .reverting), (.supersede, .verifying), (.supersede, .withdrawing): false
        case (.supersede, _): true
        case (.approve, .waiting(_, .approval, _)), (.reject, .waiting(_, .approval, _)): true
        case (.approve, _), (.reject, _): false
        case (.retry, .waiting(_, .frozen, let since)), (.promote, .waiting(_, .frozen, let since)),
            (.promoteFully, .waiting(_, .frozen, let since)):
            // A write that was not read back, or that may still land, would look like somebody else's.
            !isAwaiting(where: \.isWrite) && now >= allLandedBy && lastMeasured > since
        case (.retry, .waiting(_, let wait, _)): wait != .approval
        case (.retry, _): false
        case (.pause, _): isOnTheWay && pausedSince == nil
        case (.resume, .waiting(_, .inconclusive, _)): true
        case (.resume, _): pausedSince != nil
        case (.promote, .holding): true
        case (.promote, .waiting(_, let wait, _)): wait != .approval
        case (.promote, _): false
        case (.promoteFully, .waiting): true
        case (.promoteFully, _): isOnTheWay
        }
    }

    private var isOnTheWay: Bool {
        switch phase {
        case .leasing, .inspecting, .preparing, .shifting, .holding, .settling: true
        default: false
        }
    }

    /// The time of a pause counts for no wait.
    private mutating func resume(_ reaction: inout Reaction) {
        guard let since = pausedSince else { return retry(&reaction) }
        let lost = now.since(since)
        pausedSince = nil
        stageBegan = stageBegan + lost
        switch phase {
        case .preparing(let step, let began): phase = .preparing(step: step, since: began + lost)
        case .holding(let stage, let began, let until): phase = .holding(stage, since: began, until: until + lost)
        case .settling(let began, let until): phase = .settling(since: began + lost, until: until + lost)
        default: return
        }
    }

    /// Skips what is left of the hold; the hooks of the stage are still awaited.
    private mutating func promoteNow(_ reaction: inout Reaction) {
        if pausedSince != nil { resume(&reaction) }
        switch phase {
        case .holding(let stage, let since, _):
            acceptsOpenGates = true
            phase = .holding(stage, since: since, until: now)
            observe(after: .zero, &reaction)
        case .waiting(let stage, .frozen, _) where stage != reached: prepareAgain(stage, &reaction)
        case .waiting(let stage, _, _): advance(from: stage, &reaction)
        default: return
        }
    }

    private mutating func retry(_ reaction: inout Reaction) {
        guard case .waiting(let stage, _, _) = phase else { return }
        if stage != reached { return prepareAgain(stage, &reaction) }
        switch stage {
        case .test: beginHold(stage, length: plan.$testHold, &reaction)
        case .step(let step): beginHold(stage, length: max(plan.steps[step].$hold, plan.$measureEvery), &reaction)
        case .bake: beginHold(stage, length: plan.$bake, &reaction)
        }
    }

    /// What was frozen before it had its share goes on where it was.
    private mutating func prepareAgain(_ stage: Stage, _ reaction: inout Reaction) {
        if case .step(let step) = stage {
            enterPreparing(step: step, &reaction)
        } else {
            enterPreparing(step: firstStep, &reaction)
        }
        observe(after: .zero, &reaction)
    }

    /// An abort is accepted in every state and wins over all else (rule 8). Where nothing was touched there is nothing to take
    /// back; where going back is not possible, everything stays as it is.
    private mutating func goBack(_ cause: Cause, _ reaction: inout Reaction) {
        switch phase {
        case .planned: end(cause.outcome, &reaction)
        case .leasing, .inspecting: finish(cause.outcome, &reaction)
        case .waiting(_, .frozen, _):
            reaction.note(.warning("the weights stay as they are: the plan says that going back is not possible"))
            finish(cause.outcome, &reaction)
        default: revert(cause, &reaction)
        }
    }
}
