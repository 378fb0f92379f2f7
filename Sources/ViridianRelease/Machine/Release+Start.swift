// The beginning: the lease, and a look at the world before anything is touched. And the end, where both are given back.

extension Release {
    mutating func start(_ reaction: inout Reaction) {
        guard phase == .planned else { return }
        if let problem = plan.problems.first { return end(.refused(reason: problem), &reaction) }
        phase = .leasing(since: now)
        reaction.note(.leasing)
        issue(.acquireLease(notBefore: now), &reaction)
    }

    /// Goes on after a restart. Calls of the last runner may still land, but no longer under its lease (rule 13); what the phase
    /// needs is asked for again as soon as the world was read (rule 6).
    mutating func takeUp(_ reaction: inout Reaction) {
        switch phase {
        case .planned, .ended: return
        default: break
        }
        fence = nil
        pending = []
        for index in hookStates.indices where hookStates[index] == .asked { hookStates[index] = .waiting(notBefore: now) }
        issue(.acquireLease(notBefore: now), &reaction)
    }

    mutating func leased(_ reply: LeaseReply, _ reaction: inout Reaction) {
        switch (reply, phase) {
        case (.acquired(let fence), .leasing):
            self.fence = fence
            reaction.note(.leased(fence: fence))
            phase = .inspecting(since: now)
            countedSince = now
            observe(after: .zero, &reaction)
        case (.acquired(let fence), _):
            self.fence = fence
            reaction.note(.leased(fence: fence))
            observe(after: .zero, &reaction)
        case (.held(let holder), .leasing): end(.refused(reason: "\(holder) is being released; wait or abort it"), &reaction)
        case (.held, .finishing(let outcome, _)): end(outcome, &reaction)
        case (.held(let holder), _): end(.superseded(by: holder), &reaction)
        }
    }

    mutating func inspect(_ reading: borrowing Reading, since: Instant, _ reaction: inout Reaction) {
        if let confirmed, !isAsExpected(reading, confirmed, &reaction) { return }
        if candidate == nil {
            if let problem = recognise(reading) { return finish(.refused(reason: problem), &reaction) }
            confirmed = reading.weights
            initial = reading.weights
            scalingFound = PerColour(blue: reading.colours.blue.scaling, green: reading.colours.green.scaling)
            // The old colour is kept for as long as users stay on it.
            let worst = plan.worstCase + .seconds(reading.rule.stickinessSeconds)
            reaction.note(
                .started(
                    stable: stable, candidate: candidate ?? .blue, revision: revision, weights: reading.weights,
                    worstCaseMilliseconds: worst.milliseconds, stickySeconds: reading.rule.stickinessSeconds))
        }
        note(reading)
        guard now >= since + plan.$baseline else {
            return observe(after: min(plan.$measureEvery, (since + plan.$baseline).since(now)), &reaction)
        }
        if pausedSince != nil { return observe(after: plan.$pollEvery, &reaction) }
        if let stable {
            stableRevision = reading.colours[stable].revision
            stableTasks = reading.colours[stable].desiredTasks
        }
        guard mayBegin(reading, &reaction) else { return }
        if plan.asks(at: .beforeScaleUp) {
            holdScaling(reading, &reaction)
            return beginHold(.beforeScaleUp, length: .zero, &reaction)
        }
        enterPreparing(step: firstStep, &reaction)
        holdScaling(reading, &reaction)
        deploy(&reaction)
    }

    /// Whether the gates let the release begin (rule 10), and whether it begins as a fix (rule 21). It is asked before hooks and
    /// again after them: they may take an hour, and what fires by then is not the candidate's doing, since nothing of it runs.
    mutating func mayBegin(_ reading: borrowing Reading, _ reaction: inout Reaction) -> Bool {
        // In a first release nothing runs yet that could be measured.
        if !isFirst, let candidate, let failure = firing(candidate, reading) {
            guard let overriddenBy else {
                finish(.refused(reason: fire(failure)), &reaction)
                return false
            }
            reaction.note(.overridden(by: overriddenBy, measurement: failure))
        }
        if let stable {
            isFix = isFix || reading.colours[stable].healthy == 0 || firing(stable, reading) != nil
            reaction.note(.baseline(stable: reading.colours[stable], asFix: isFix))
        }
        return true
    }

    /// Tells which colour is which; what is wrong is said in words.
    private mutating func recognise(_ reading: borrowing Reading) -> String? {
        let weights = reading.weights
        // A first release: nothing runs, so nobody is stable (rule 23).
        if Colour.allCases.allSatisfy({ reading.colours[$0].desiredTasks == 0 && reading.colours[$0].runningTasks == 0 }) {
            candidate = weights.only ?? .blue
            return nil
        }
        guard let only = weights.only else {
            return "weights are blue \(weights.blue), green \(weights.green); a release starts from one colour that has all of it"
        }
        if let problem = problem(with: weights, only) { return problem }
        stable = only
        candidate = only.other
        return nil
    }

    /// The steps have to be shares that weights with this sum can express: each more than the one before it (rule 1).
    private func problem(with live: Weights, _ stable: Colour) -> String? {
        // What a target group's weight may be: API_TargetGroupTuple in the API reference of Elastic Load Balancing.
        guard live.sum <= 999 else { return "the weight of \(stable.rawValue) is \(live.sum); weights are 0 to 999" }
        var last = 0
        for step in plan.steps {
            let weight = weights(percent: step.weight, of: live, candidate: stable.other)[stable.other]
            guard weight > last else {
                return "the weights' sum is \(live.sum), too small for a step of \(step.weight) %; give \(stable.rawValue) 100"
            }
            last = weight
        }
        return nil
    }

    private func fire(_ failure: Measurement) -> String {
        "gate \(failure.gate) already fails on \(failure.colour.rawValue), which is to be the candidate; stop its tasks first"
    }

    /// How the release will end is decided; what it holds of others is given back first (rule 24).
    mutating func finish(_ outcome: Outcome, _ reaction: inout Reaction) {
        pending.removeAll { !$0.action.isAcquisition }
        reaction.effects = []
        phase = .finishing(outcome, since: now)
        reaction.note(.finishing(outcome))
        readFailuresInARow = 0
        writeFailuresInARow = 0
        if fence == nil, pending.isEmpty { return end(outcome, &reaction) }
        observe(after: .zero, &reaction)
    }

    mutating func giveBack(_ reading: borrowing Reading, _ outcome: Outcome, since: Instant, _ reaction: inout Reaction) {
        var isBack = true
        for colour in Colour.allCases {
            guard let wanted = scalingAfter(outcome, colour), reading.colours[colour].scaling != wanted else { continue }
            isBack = false
            setScaling(wanted, of: colour, &reaction)
        }
        if !isBack, now >= since + plan.$progressDeadline {
            reaction.note(.warning("autoscaling could not be given back before the progress deadline"))
            isBack = true
        }
        // One reading may be stale; what two of them say is true.
        if isBack, !wasGivenBack, scalingFound.blue != nil || scalingFound.green != nil {
            wasGivenBack = true
            return observe(after: plan.$pollEvery, &reaction)
        }
        wasGivenBack = isBack
        if isBack, now >= allLandedBy, !isAwaiting(where: { $0 == .releaseLease }) { issue(.releaseLease, &reaction) }
    }

    /// When every call that failed has landed or never will.
    var allLandedBy: Instant { lastFailedChange.map { $0 + plan.$scaleDownDelay } ?? now }

    /// What autoscaling may do afterwards: what stable's might goes to whoever serves, and a colour that was stopped has none, or
    /// it would start tasks again.
    private func scalingAfter(_ outcome: Outcome, _ colour: Colour) -> Scaling? {
        guard let found = scalingFound[colour], let candidate else { return nil }
        switch outcome {
        case .promoted:
            if colour != candidate { return isRetired ? .suspended : found }
            let before = scalingFound[candidate.other] ?? found
            return before == .suspended ? .active : before
        case .rolledBack, .aborted, .superseded: return colour == candidate && isRetired ? .suspended : found
        default: return found
        }
    }

    mutating func end(_ outcome: Outcome, _ reaction: inout Reaction) {
        pending = []
        reaction.effects = []
        phase = .ended(outcome)
        reaction.note(.ended(outcome))
    }
}

extension Release {
    /// Keeps autoscaling from taking tasks away while the release runs (rule 24). Returns whether it is kept.
    @discardableResult
    mutating func holdScaling(_ reading: borrowing Reading, _ reaction: inout Reaction) -> Bool {
        var isHeld = true
        for colour in Colour.allCases {
            guard let live = reading.colours[colour].scaling else { continue }
            let wanted: Scaling = colour == colourToRetire ? .suspended : .scaleInSuspended
            if live == wanted { continue }
            if live == .active { isHeld = false }
            setScaling(wanted, of: colour, &reaction)
        }
        return isHeld
    }

    private mutating func setScaling(_ wanted: Scaling, of colour: Colour, _ reaction: inout Reaction) {
        guard !isAwaiting(where: { $0 == .setScaling(wanted, of: colour) }) else { return }
        reaction.note(.scaling(colour: colour, wanted))
        issue(.setScaling(wanted, of: colour), &reaction)
    }

    /// Which colour's tasks are to be stopped in this phase.
    var colourToRetire: Colour? {
        switch phase {
        case .retiring: candidate?.other
        case .withdrawing: candidate
        default: nil
        }
    }
}
