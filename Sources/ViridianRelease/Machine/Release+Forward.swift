// The way forward: inspect, prepare, shift, hold, bake, settle, retire.

extension Release {
    mutating func inspect(_ reading: Reading, since: Instant, _ reaction: inout Reaction) {
        guard let stable = reading.weights.only else {
            let weights = reading.weights
            let reason =
                "weights are blue \(weights.blue), green \(weights.green); a release starts from one colour that has all of it"
            return end(.refused(reason: reason), &reaction)
        }
        if self.stable == nil {
            self.stable = stable
            confirmed = reading.weights
            reaction.records.append(
                .started(
                    stable: stable, candidate: stable.other, revision: revision, weights: reading.weights,
                    worstCaseMilliseconds: plan.worstCase.milliseconds))
        }
        if let confirmed, reading.weights != confirmed {
            return end(.drift(expected: confirmed, live: reading.weights), &reaction)
        }
        note(reading, stable: stable)
        guard now >= since + plan.baseline else {
            return observe(after: min(plan.measureEvery, (since + plan.baseline) - now), &reaction)
        }
        let own = reading.colours[stable]
        isFix = own.healthy == 0 || plan.gates.contains { $0.measure(own, of: stable).verdict == .fail }
        stableRevision = own.revision
        stableTasks = own.desiredTasks
        reaction.records.append(.baseline(stable: own, asFix: isFix))
        let tasks = max(own.desiredTasks, capacity(for: 1))
        phase = .preparing(step: 0, since: now)
        reaction.records.append(.deploying(colour: stable.other, revision: revision, tasks: tasks))
        issue(.deploy(revision, to: stable.other, tasks: tasks), &reaction)
    }

    /// How many healthy tasks a share needs: `ceil(share × N × (1 + headroom))`, and one at least (rule 2).
    func capacity(for share: Double) -> Int {
        max(1, Int((share * Double(stableHealthyMaximum) * (1 + plan.headroom) - 1e-9).rounded(.up)))
    }

    mutating func note(_ reading: Reading, stable: Colour) {
        stableHealthyMaximum = max(stableHealthyMaximum, reading.colours[stable].healthy)
    }

    mutating func prepare(_ reading: Reading, step: Int, since: Instant, _ reaction: inout Reaction) {
        guard let stable, let confirmed, isSafe(reading, &reaction) else { return }
        let own = reading.colours[stable.other]
        let needed = capacity(for: Double(plan.steps[step].weight) / 100)
        if own.healthy >= needed {
            if let live = own.revision, live != revision {
                return revert(.revisionChanged(expected: revision, live: live), &reaction)
            }
            reaction.records.append(.ready(colour: stable.other, healthy: own.healthy, needed: needed))
            phase = .shifting(step: step, since: now)
            return write(weights(candidate: plan.steps[step].weight, of: confirmed, stable), over: confirmed, &reaction)
        }
        guard now < since + plan.progressDeadline else {
            return revert(.notReady(colour: stable.other, healthy: own.healthy, needed: needed), &reaction)
        }
        observe(after: plan.pollEvery, &reaction)
    }

    /// The plan's percentage, in the units that the listener's weights have: their sum stays what it was (rule 1).
    func weights(candidate percent: Int, of old: Weights, _ stable: Colour) -> Weights {
        let share = (percent * old.sum + 50) / 100
        var weights = old
        weights[stable.other] = share
        weights[stable] = old.sum - share
        return weights
    }

    mutating func write(_ weights: Weights, over old: Weights, _ reaction: inout Reaction) {
        inFlight = weights
        issue(.setWeights(weights, expecting: old), &reaction)
    }

    mutating func confirmShift(_ reading: Reading, step: Int, since: Instant, _ reaction: inout Reaction) {
        guard let confirmed, let wanted = inFlight else { return }
        if reading.weights == wanted {
            self.confirmed = wanted
            inFlight = nil
            return beginHold(.step(step), length: plan.steps[step].hold, &reaction)
        }
        guard reading.weights == confirmed else {
            return end(.drift(expected: wanted, live: reading.weights), &reaction)
        }
        guard now < since + plan.progressDeadline else {
            return revert(.worldUnavailable(reason: "the weights were written and never read back"), &reaction)
        }
        if failuresInARow == 0, now >= since + plan.retryAfter { return write(wanted, over: confirmed, &reaction) }
        observe(after: plan.pollEvery, &reaction)
    }

    private mutating func beginHold(_ stage: Stage, length: Duration, _ reaction: inout Reaction) {
        reached = stage
        countedSince = now
        guard let confirmed else { return }
        let until = now + length
        phase = .holding(stage, since: now, until: until)
        reaction.records.append(.shifted(stage: stage, weights: confirmed, until: until))
        if length > .zero { return observe(after: min(plan.measureEvery, length), &reaction) }
        advance(from: stage, &reaction)
    }

    mutating func hold(_ reading: Reading, stage: Stage, until: Instant, _ reaction: inout Reaction) {
        guard let stable, isSafe(reading, &reaction) else { return }
        let measurements = plan.gates.map { $0.measure(reading.colours[stable.other], of: stable.other) }
        guard now >= until else { return observe(after: min(plan.measureEvery, until - now), &reaction) }
        // Never measured is inconclusive, and inconclusive never proceeds (rule 9).
        let open = measurements.filter { $0.verdict == .inconclusive }.map(\.gate)
        guard open.isEmpty else { return end(.paused(stage: stage, gates: open), &reaction) }
        advance(from: stage, &reaction)
    }

    private mutating func advance(from stage: Stage, _ reaction: inout Reaction) {
        switch stage {
        case .step(let step) where step + 1 < plan.steps.count:
            phase = .preparing(step: step + 1, since: now)
            observe(after: .zero, &reaction)
        case .step where plan.bake > .zero: beginHold(.bake, length: plan.bake, &reaction)
        case .step, .bake:
            phase = .settling(since: now, until: now + plan.scaleDownDelay)
            countedSince = now
            observe(after: plan.scaleDownDelay, &reaction)
        }
    }

    mutating func settle(_ reading: Reading, since: Instant, until: Instant, _ reaction: inout Reaction) {
        guard let stable, isSafe(reading, &reaction) else { return }
        let old = reading.colours[stable]
        let new = reading.colours[stable.other]
        guard new.revision == revision else {
            return revert(.revisionChanged(expected: revision, live: new.revision), &reaction)
        }
        if now >= until, old.requests == 0, old.inFlight == 0 {
            phase = .retiring(since: now)
            reaction.records.append(.retiring(colour: stable))
            return issue(.retire(stable), &reaction)
        }
        guard now < since + plan.progressDeadline else {
            return promote(warning: "requests still reach \(stable.rawValue), so it is not retired", &reaction)
        }
        // A request that reached the old colour starts its watch anew.
        if old.requests > 0 { countedSince = now }
        observe(after: plan.pollEvery, &reaction)
    }

    mutating func finishRetiring(_ reading: Reading, since: Instant, _ reaction: inout Reaction) {
        guard let stable else { return }
        if reading.colours[stable].runningTasks == 0 {
            reaction.records.append(.retired(colour: stable))
            return promote(&reaction)
        }
        guard now < since + plan.progressDeadline else {
            return promote(warning: "\(stable.rawValue) still has tasks after the progress deadline", &reaction)
        }
        observe(after: plan.pollEvery, &reaction)
    }

    /// The full promotion: the only place where what is stable changes (rule 4).
    mutating func promote(warning: String? = nil, _ reaction: inout Reaction) {
        guard let stable else { return }
        if let warning { reaction.records.append(.warning(warning)) }
        self.stable = stable.other
        reaction.records.append(.promoted(colour: stable.other, revision: revision))
        end(.promoted, &reaction)
    }

    /// Checks what may go wrong at any time on the way forward; where it did, the release has left that way.
    private mutating func isSafe(_ reading: Reading, _ reaction: inout Reaction) -> Bool {
        guard let stable, let confirmed else { return false }
        note(reading, stable: stable)
        guard reading.weights == confirmed else {
            end(.drift(expected: confirmed, live: reading.weights), &reaction)
            return false
        }
        let own = reading.colours[stable.other]
        if let reason = own.deploymentFailure {
            revert(.deploymentFailed(reason: reason), &reaction)
            return false
        }
        guard let stage = reached else { return true }
        let judged: [Colour] = isFix ? [stable.other] : [stable.other, stable]
        let measurements = judged.flatMap { colour in plan.gates.map { $0.measure(reading.colours[colour], of: colour) } }
        if case .holding = phase {
            reaction.records.append(.measured(stage: stage, measurements: measurements, readings: reading.colours))
        }
        guard let failure = measurements.first(where: { $0.verdict == .fail }) else { return true }
        reaction.records.append(.gateFailed(stage: stage, measurement: failure))
        revert(.gate(failure), &reaction)
        return false
    }
}
