// Holding: nothing moves, gates and hooks are asked, and at the end somebody may have to decide.

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

// MARK: Gates

extension Release {
    /// Asks every gate of both colours. Where one has failed, the release has left its way.
    private mutating func judge(
        _ reading: borrowing Reading, _ stage: Stage, _ candidate: Colour, _ reaction: inout Reaction
    ) -> Bool {
        var failure: Measurement?
        var kept: [Measurement] = []
        judge(reading, candidate, candidate, &failure, &kept, isKept: reaction.keepsRecords)
        judge(reading, candidate.other, candidate, &failure, &kept, isKept: reaction.keepsRecords)
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

    private mutating func judge(
        _ reading: borrowing Reading, _ colour: Colour, _ candidate: Colour, _ failure: inout Measurement?,
        _ kept: inout [Measurement], isKept: Bool
    ) {
        let counts = reading.colours[colour].counts
        let asked = asked(of: colour, candidate)
        for index in traits.indices where traits[index].isComparison ? asked.comparisons : asked.bounds {
            let judgement = judge(index, reading, counts, colour, candidate)
            if isKept { kept.append(plan.gates[index].named(judgement, colour)) }
            // What is measured lags behind the shift, and a dry run has no vote.
            if now < judgedFrom { continue }
            let slot = index * 2 + (colour == .blue ? 0 : 1)
            gateStates[slot].take(judgement.verdict, samples: judgement.samples, traits[index])
            if failure == nil, gateStates[slot].fails, !traits[index].isDryRun {
                failure = plan.gates[index].named(judgement, colour)
            }
        }
    }

    /// A source that is down holds the release for as long as its limit allows; then the plan's policy decides.
    private mutating func isMeasurable(_ stage: Stage, _ reaction: inout Reaction) -> Bool {
        guard case .holding = phase, !acceptsOpenGates else { return true }
        let slot = gateStates.indices.first {
            gateStates[$0].latest == .error && gateStates[$0].isUnmeasurable(traits[$0 / 2]) && votes($0)
        }
        guard let slot else { return true }
        let gate = plan.gates[slot / 2].name
        switch plan.whenUnmeasurable {
        case .pause: wait(stage, .inconclusive(gates: [gate]), &reaction)
        case .rollBack: revert(.unmeasurable(gate: gate), &reaction)
        }
        return false
    }

    private mutating func judge(
        _ index: Int, _ reading: borrowing Reading, _ counts: ColourReading.Counts, _ colour: Colour, _ candidate: Colour
    ) -> Judgement {
        guard traits[index].isComparison, case .regression(_, let ratio, let rate) = plan.gates[index].condition else {
            return absolute(index, reading, counts, colour)
        }
        let hits = PerColour(blue: count(index, reading, .blue), green: count(index, reading, .green))
        evidence[index].take(hits, candidate: candidate, ratio: ratio)
        return traits[index].bound.judge(
            evidence[index].value, atLeast: Double(plan.stages) / rate, samples: counts.requests)
    }

    private func count(_ index: Int, _ reading: borrowing Reading, _ colour: Colour) -> Evidence.Count {
        let hits = traits[index].latencyIndex == nil ? reading.colours[colour].failures : slow(index, reading, colour) ?? 0
        return Evidence.Count(requests: reading.colours[colour].requests, hits: hits)
    }

    private func absolute(
        _ index: Int, _ reading: borrowing Reading, _ counts: ColourReading.Counts, _ colour: Colour
    ) -> Judgement {
        if let judgement = traits[index].bound.judge(counts, slow: slow(index, reading, colour)) { return judgement }
        let place = (traits[index].signalIndex ?? 0) + (colour == .blue ? 0 : 1)
        return plan.gates[index].judge(place < reading.signals.count ? reading.signals[place] : .noData)
    }

    private func slow(_ index: Int, _ reading: borrowing Reading, _ colour: Colour) -> Int? {
        guard let place = traits[index].latencyIndex, place < reading.colours[colour].slower.count else { return nil }
        return reading.colours[colour].slower[place]
    }

    /// As a fix and as a first release the candidate alone is judged, by absolute bounds; a comparison is the candidate's, and
    /// needs a stable that has requests too.
    private func asked(of colour: Colour, _ candidate: Colour) -> (bounds: Bool, comparisons: Bool) {
        let isAlone = isFix || isFirst
        return (
            bounds: colour == candidate || !isAlone,
            comparisons: colour == candidate && !isAlone && (confirmed?[candidate.other] ?? 0) > 0
        )
    }

    private func votes(_ slot: Int) -> Bool {
        guard let candidate else { return false }
        let asked = asked(of: slot % 2 == 0 ? .blue : .green, candidate)
        return !traits[slot / 2].isDryRun && (traits[slot / 2].isComparison ? asked.comparisons : asked.bounds)
    }

    /// A gate that says fail before anything is touched, on the requests since the release began (rule 10).
    func firing(_ colour: Colour, _ reading: borrowing Reading) -> Measurement? {
        for index in traits.indices where !traits[index].isDryRun {
            let judgement = absolute(index, reading, reading.colours[colour].counts, colour)
            if judgement.verdict == .fail { return plan.gates[index].named(judgement, colour) }
        }
        return nil
    }

    /// Whether a gate's last answer was an error, so that it is asked again soon.
    private var isMeasuredWrongly: Bool {
        gateStates.indices.contains { gateStates[$0].latest == .error && votes($0) }
    }

    /// Gates that have no verdict of the candidate. Test traffic may be none, so nothing is awaited that requests make: their
    /// counts, and alarms and metrics that never had data.
    private func openGates(_ stage: Stage) -> [String] {
        guard let candidate, !stage.isQuestion else { return [] }
        return traits.indices.compactMap { index in
            let slot = index * 2 + (candidate == .blue ? 0 : 1)
            guard votes(slot), gateStates[slot].isOpen(traits[index]) else { return nil }
            if stage == .test {
                let isSilent = traits[index].signalIndex != nil && !gateStates[slot].hadData
                if traits[index].countsRequests || isSilent { return nil }
            }
            return plan.gates[index].name
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
            if pausedSince == nil, now > stageBegan + hook.$timeout {
                guard hook.onTimeout == .goOn else {
                    return revert(
                        .hook(name: hook.name, reason: "it took longer than \(hook.$timeout.count) ms"), &reaction)
                }
                reaction.note(.warning("hook \(hook.name) took longer than \(hook.$timeout.count) ms; the plan goes on"))
                hookStates[index] = .answered
                continue
            }
            guard case .waiting(let notBefore) = hookStates[index], now >= notBefore else { continue }
            let call = HookCall(hook: index, stage: stage, idempotencyKey: key(of: hook, at: stage))
            reaction.note(.asked(hook: hook.name, stage: stage, key: call.idempotencyKey))
            hookStates[index] = .asked
            issue(.invoke(call), &reaction)
        }
    }

    /// A hook may be asked at several moments of one stage, and each is a question of its own.
    private func key(of hook: Hook, at stage: Stage) -> String {
        "\(revision.name)/\(hook.name)/\(hook.moment.rawValue)/\(stage.key)"
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
        hookStates[call.hook] = .waiting(notBefore: now + plan.$retryAfter)
    }
}

extension Hook {
    func isAsked(at stage: Stage, of plan: Plan) -> Bool {
        switch (moment, stage) {
        case (.beforeScaleUp, .beforeScaleUp), (.afterScaleUp, .afterScaleUp), (.beforeEveryStep, .beforeStep): true
        case (.test, .test), (.everyStep, .step), (.bake, .bake): true
        case (.lastStep, .step(let step)): step == plan.steps.count - 1
        default: false
        }
    }
}

extension Plan {
    /// How many times gates begin anew while the candidate may have requests.
    var stages: Int {
        steps.count * (asks(at: .beforeStep(0)) ? 2 : 1) + (bake > .zero ? 1 : 0) + (testHold > .zero ? 1 : 0)
    }

    /// Whether a hook is asked at a stage.
    func asks(at stage: Stage) -> Bool { hooks.contains { $0.isAsked(at: stage, of: self) } }
}
