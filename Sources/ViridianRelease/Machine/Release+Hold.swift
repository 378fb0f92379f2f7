// Holding: nothing moves, gates and hooks are asked, and at the end somebody may have to decide.

extension Release {
    mutating func beginHold(_ stage: Stage, length: Duration, _ reaction: inout Reaction) {
        guard let confirmed else { return }
        reached = stage
        stageBegan = now
        countedSince = now + plan.lag
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
            return observe(after: min(plan.measureEvery, until - now), &reaction)
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
        let gap = now - lastMeasured
        lastMeasured = now
        if gap > plan.measureEvery * 2 {
            until = until + (gap - plan.measureEvery)
            phase = .holding(stage, since: since, until: until)
            let lost = (gap - plan.measureEvery).milliseconds
            reaction.note(.warning("the gates could not be asked for \(lost) ms; the hold lasts as much longer"))
        }
        askHooks(stage, &reaction)
        guard case .holding = phase else { return }
        let isErroneous = isMeasuredWrongly
        guard pausedSince == nil, now >= until, !isErroneous, hookStates.allSatisfy({ $0 == .answered }) else {
            let next = now < until ? until - now : plan.pollEvery
            return observe(after: min(isErroneous ? plan.retryAfter : plan.measureEvery, next), &reaction)
        }
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
        observe(after: plan.measureEvery, &reaction)
    }

    /// While somebody decides the gates are still asked, and one that fails goes back; but what is frozen stays where it is.
    mutating func attend(_ reading: borrowing Reading, stage: Stage, _ wait: Wait, _ reaction: inout Reaction) {
        if case .frozen = wait {
            // The last write of ours may have landed late.
            if reading.weights == sent.last { confirmed = reading.weights }
            guard let confirmed, isAsExpected(reading, confirmed, &reaction) else { return }
            lastMeasured = now
            return observe(after: plan.measureEvery, &reaction)
        }
        guard isSafe(reading, &reaction) else { return }
        holdScaling(reading, &reaction)
        observe(after: plan.measureEvery, &reaction)
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
        guard live == initial || sent.contains(live), now < since + plan.scaleDownDelay else {
            finish(.drift(expected: expected, live: live), &reaction)
            return false
        }
        observe(after: plan.pollEvery, &reaction)
        return false
    }

    /// Checks what may go wrong at any time on the way forward; where it did, the release has left that way.
    mutating func isSafe(_ reading: borrowing Reading, _ reaction: inout Reaction) -> Bool {
        guard let candidate, let confirmed else { return false }
        note(reading)
        guard isAsExpected(reading, confirmed, &reaction) else { return false }
        if let reason = reading.colours[candidate].deploymentFailure {
            revert(.deploymentFailed(reason: reason), &reaction)
            return false
        }
        guard let stage = reached else { return true }
        if let live = reading.colours[candidate].revision, live != revision {
            revert(.revisionChanged(expected: revision, live: live), &reaction)
            return false
        }
        return judge(reading, stage, candidate, &reaction)
    }
}

// MARK: Gates

extension Release {
    /// Asks every gate of both colours. Where one has failed, the release has left its way.
    private mutating func judge(
        _ reading: borrowing Reading, _ stage: Stage, _ candidate: Colour, _ reaction: inout Reaction
    ) -> Bool {
        var failure: Measurement?
        var kept: [Measurement] = []
        for colour in [candidate, candidate.other] {
            var position = Position()
            for index in plan.gates.indices {
                defer { position.advance(past: plan.gates[index]) }
                guard isAsked(plan.gates[index], of: colour, candidate) else { continue }
                let measurement = measure(index, position, reading, colour)
                if reaction.keepsRecords { kept.append(measurement) }
                // What is measured lags behind the shift, and a dry run has no vote.
                if now < stageBegan + plan.lag { continue }
                let slot = index * 2 + (colour == .blue ? 0 : 1)
                gateStates[slot].take(measurement.verdict, plan.gates[index])
                if failure == nil, gateStates[slot].fails, !plan.gates[index].isDryRun { failure = measurement }
            }
        }
        switch phase {
        case .holding, .waiting:
            reaction.note(.measured(stage: stage, measurements: kept, readings: copy(reading.colours)))
        default: break
        }
        if let failure {
            reaction.note(.gateFailed(stage: stage, measurement: failure))
            revert(.gate(failure), &reaction)
            return false
        }
        return isMeasurable(stage, &reaction)
    }

    /// A source that is down holds the release for as long as its limit allows; then the plan's policy decides.
    private mutating func isMeasurable(_ stage: Stage, _ reaction: inout Reaction) -> Bool {
        guard case .holding = phase, !acceptsOpenGates else { return true }
        guard let slot = gateStates.indices.first(where: { votes($0) && gateStates[$0].isUnmeasurable(plan.gates[$0 / 2]) })
        else { return true }
        let gate = plan.gates[slot / 2].name
        switch plan.whenUnmeasurable {
        case .pause: wait(stage, .inconclusive(gates: [gate]), &reaction)
        case .rollBack: revert(.unmeasurable(gate: gate), &reaction)
        }
        return false
    }

    /// Which of the counted and the signalled answers belong to a gate.
    struct Position {
        var latencyBound = 0
        var signal = 0

        mutating func advance(past gate: Gate) {
            if gate.latencyBoundMilliseconds != nil { latencyBound += 1 }
            if gate.signals != nil { signal += 2 }
        }
    }

    private mutating func measure(
        _ index: Int, _ position: Position, _ reading: borrowing Reading, _ colour: Colour
    ) -> Measurement {
        if case .regression(let quantity, let ratio, let rate) = plan.gates[index].condition, let candidate {
            func count(_ colour: Colour) -> Evidence.Count {
                let own = reading.colours[colour]
                let hits = quantity == .errors ? own.failures : slow(own, position) ?? 0
                return Evidence.Count(requests: own.requests, hits: hits)
            }
            evidence[index].take(
                PerColour(blue: count(.blue), green: count(.green)), candidate: candidate, ratio: ratio)
            let bound = Double(plan.stages) / rate
            return plan.gates[index].judged(
                colour, value: evidence[index].value, bound: bound, samples: reading.colours[colour].requests,
                fails: evidence[index].value >= bound)
        }
        return absolute(index, position, reading, colour)
    }

    private func absolute(
        _ index: Int, _ position: Position, _ reading: borrowing Reading, _ colour: Colour
    ) -> Measurement {
        let own = reading.colours[colour]
        let slow = plan.gates[index].latencyBoundMilliseconds == nil ? nil : slow(own, position)
        let place = position.signal + (colour == .blue ? 0 : 1)
        let signal = plan.gates[index].signals != nil && place < reading.signals.count ? reading.signals[place] : nil
        return plan.gates[index].measure(own, of: colour, slow: slow, signal: signal)
    }

    private func slow(_ reading: ColourReading, _ position: Position) -> Int? {
        position.latencyBound < reading.slower.count ? reading.slower[position.latencyBound] : nil
    }

    /// As a fix and as a first release the candidate alone is judged, by absolute bounds; a comparison is the candidate's.
    private func isAsked(_ gate: Gate, of colour: Colour, _ candidate: Colour) -> Bool {
        let isAlone = isFix || isFirst
        if case .regression = gate.condition { return colour == candidate && !isAlone }
        return colour == candidate || !isAlone
    }

    private func votes(_ slot: Int) -> Bool {
        guard let candidate else { return false }
        let gate = plan.gates[slot / 2]
        return !gate.isDryRun && isAsked(gate, of: slot % 2 == 0 ? .blue : .green, candidate)
    }

    /// A gate that says fail before anything is touched, on the requests since the release began (rule 10).
    func firing(_ colour: Colour, _ reading: borrowing Reading) -> Measurement? {
        var position = Position()
        for index in plan.gates.indices {
            defer { position.advance(past: plan.gates[index]) }
            if plan.gates[index].isDryRun { continue }
            let measurement = absolute(index, position, reading, colour)
            if measurement.verdict == .fail { return measurement }
        }
        return nil
    }

    /// Whether a gate's last answer was an error, so that it is asked again soon.
    private var isMeasuredWrongly: Bool {
        gateStates.indices.contains { votes($0) && gateStates[$0].latest == .error }
    }

    /// Gates that have no verdict of the candidate. Test traffic may be none, so that nothing that counts requests is awaited.
    private func openGates(_ stage: Stage) -> [String] {
        guard let candidate else { return [] }
        return plan.gates.indices.compactMap { index in
            let gate = plan.gates[index]
            let slot = index * 2 + (candidate == .blue ? 0 : 1)
            guard votes(slot), gateStates[slot].isOpen(gate), !(stage == .test && gate.countsRequests) else { return nil }
            return gate.name
        }
    }

    private func copy(_ colours: borrowing PerColour<ColourReading>) -> PerColour<ColourReading> {
        PerColour(blue: colours.blue, green: colours.green)
    }
}

// MARK: Hooks

extension Release {
    /// Asks the hooks of the stage whose time has come, and gives up those whose time is over.
    private mutating func askHooks(_ stage: Stage, _ reaction: inout Reaction) {
        for index in hookStates.indices where hookStates[index] != .answered && fence != nil {
            let hook = plan.hooks[index]
            if pausedSince == nil, now > stageBegan + hook.timeout {
                guard hook.onTimeout == .goOn else {
                    return revert(
                        .hook(name: hook.name, reason: "it took longer than \(hook.timeout.milliseconds) ms"), &reaction)
                }
                reaction.note(.warning("hook \(hook.name) took longer than \(hook.timeout.milliseconds) ms; the plan goes on"))
                hookStates[index] = .answered
                continue
            }
            guard case .waiting(let notBefore) = hookStates[index], now >= notBefore else { continue }
            let call = HookCall(hook: index, stage: stage, idempotencyKey: "\(revision.name)/\(hook.name)/\(stage)")
            reaction.note(.asked(hook: hook.name, stage: stage, key: call.idempotencyKey))
            hookStates[index] = .asked
            issue(.invoke(call), &reaction)
        }
    }

    mutating func hookAnswered(_ call: HookCall, _ reply: HookReply, _ reaction: inout Reaction) {
        guard case .holding(call.stage, _, _) = phase, hookStates.indices.contains(call.hook) else { return }
        let name = plan.hooks[call.hook].name
        reaction.note(.answered(hook: name, reply: reply))
        switch reply {
        case .succeeded: hookStates[call.hook] = .answered
        case .inProgress(let seconds): hookStates[call.hook] = .waiting(notBefore: now + .seconds(max(1, seconds)))
        case .failed(let reason): revert(.hook(name: name, reason: reason), &reaction)
        case .invalid(let reply): revert(.hook(name: name, reason: "its answer can't be understood: \(reply)"), &reaction)
        }
    }

    mutating func hookFailed(_ call: HookCall, _ reaction: inout Reaction) {
        guard case .holding(call.stage, _, _) = phase, hookStates.indices.contains(call.hook) else { return }
        hookStates[call.hook] = .waiting(notBefore: now + plan.retryAfter)
    }
}

extension Hook {
    func isAsked(at stage: Stage, of plan: Plan) -> Bool {
        switch (moment, stage) {
        case (.test, .test), (.everyStep, .step), (.bake, .bake): true
        case (.lastStep, .step(let step)): step == plan.steps.count - 1
        default: false
        }
    }
}

extension Plan {
    /// How many times gates begin anew.
    var stages: Int { steps.count + (bake > .zero ? 1 : 0) + (testHold > .zero ? 1 : 0) }
}
