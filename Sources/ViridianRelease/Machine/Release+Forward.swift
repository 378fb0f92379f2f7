// The way forward: inspect, prepare, shift, hold, bake, settle, retire.

extension Release {
    mutating func inspect(_ reading: Reading, since: Instant, _ reaction: inout Reaction) {
        if let confirmed, reading.weights != confirmed {
            return end(.drift(expected: confirmed, live: reading.weights), &reaction)
        }
        guard let stable = reading.weights.only else {
            let weights = reading.weights
            let reason =
                "weights are blue \(weights.blue), green \(weights.green); a release starts from one colour that has all of it"
            return end(.refused(reason: reason), &reaction)
        }
        if self.stable == nil {
            if let problem = problem(with: reading.weights, stable) { return end(.refused(reason: problem), &reaction) }
            self.stable = stable
            confirmed = reading.weights
            reaction.records.append(
                .started(
                    stable: stable, candidate: stable.other, revision: revision, weights: reading.weights,
                    worstCaseMilliseconds: plan.worstCase.milliseconds))
        }
        note(reading, stable: stable)
        guard now >= since + plan.baseline else {
            return observe(after: min(plan.measureEvery, (since + plan.baseline) - now), &reaction)
        }
        if let failure = measure(stable.other, reading).first(where: { $0.verdict == .fail }) {
            let reason =
                "gate \(failure.gate) already fails on \(stable.other.rawValue), which is to be the candidate; "
                + "stop its tasks first"
            return end(.refused(reason: reason), &reaction)
        }
        let own = reading.colours[stable]
        isFix = own.healthy == 0 || measure(stable, reading).contains { $0.verdict == .fail }
        stableRevision = own.revision
        stableTasks = own.desiredTasks
        reaction.records.append(.baseline(stable: own, asFix: isFix))
        phase = .preparing(step: 0, since: now)
        deploy(&reaction)
    }

    /// The steps have to be shares that weights with this sum can express: each more than the one before it (rule 1).
    private func problem(with live: Weights, _ stable: Colour) -> String? {
        // What a target group's weight may be: API_TargetGroupTuple in the API reference of Elastic Load Balancing.
        guard live.sum <= 999 else { return "the weight of \(stable.rawValue) is \(live.sum); weights are 0 to 999" }
        var last = 0
        for step in plan.steps {
            let weight = weights(candidate: step.weight, of: live, stable)[stable.other]
            guard weight > last else {
                return "the weights' sum is \(live.sum), too small for a step of \(step.weight) %; give \(stable.rawValue) 100"
            }
            last = weight
        }
        return nil
    }

    func measure(_ colour: Colour, _ reading: Reading) -> [Measurement] {
        plan.gates.map { $0.measure(reading.colours[colour], of: colour) }
    }

    /// Gives the candidate the tasks that all of the traffic needs.
    private mutating func deploy(_ reaction: inout Reaction) {
        guard let candidate else { return }
        let tasks = max(stableTasks, capacity(for: 1))
        reaction.records.append(.deploying(colour: candidate, revision: revision, tasks: tasks))
        issue(.deploy(revision, to: candidate, tasks: tasks), &reaction)
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
        let wanted = weights(candidate: plan.steps[step].weight, of: confirmed, stable)
        let needed = capacity(for: wanted.share(of: stable.other))
        if own.healthy >= needed, own.revision == revision {
            reaction.records.append(.ready(colour: stable.other, healthy: own.healthy, needed: needed))
            phase = .shifting(step: step, since: now)
            return write(wanted, over: confirmed, &reaction)
        }
        guard now < since + plan.progressDeadline else {
            let isOther = own.healthy >= needed
            return revert(
                isOther
                    ? .revisionChanged(expected: revision, live: own.revision)
                    : .notReady(colour: stable.other, healthy: own.healthy, needed: needed), &reaction)
        }
        // A deploy that failed is made again, and one that has become too small, since stable has grown, is made larger.
        if max(stableTasks, capacity(for: 1)) > tasksDeployed, !isAwaiting(where: \.isDeploy) { return deploy(&reaction) }
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
        if !sent.contains(weights) { sent.append(weights) }
        lastSent = now
        issue(.setWeights(weights, expecting: old), &reaction)
    }

    mutating func confirmShift(_ reading: Reading, step: Int, since: Instant, _ reaction: inout Reaction) {
        guard let stable, let confirmed else { return }
        note(reading, stable: stable)
        let wanted = weights(candidate: plan.steps[step].weight, of: confirmed, stable)
        if reading.weights == wanted {
            self.confirmed = wanted
            return beginHold(.step(step), length: plan.steps[step].hold, &reaction)
        }
        guard reading.weights == confirmed else {
            return end(.drift(expected: wanted, live: reading.weights), &reaction)
        }
        guard now < since + plan.progressDeadline else {
            return revert(.worldUnavailable(reason: "the weights were written and never read back"), &reaction)
        }
        // What was ready at the first try may have died since (rule 2).
        let isReady = reading.colours[stable.other].healthy >= capacity(for: wanted.share(of: stable.other))
        if isReady, now >= lastSent + plan.retryAfter, !isAwaiting(where: \.isWrite) {
            return write(wanted, over: confirmed, &reaction)
        }
        observe(after: plan.pollEvery, &reaction)
    }

    private mutating func beginHold(_ stage: Stage, length: Duration, _ reaction: inout Reaction) {
        reached = stage
        countedSince = now
        lastMeasured = now
        guard let confirmed else { return }
        let until = now + length
        phase = .holding(stage, since: now, until: until)
        reaction.records.append(.shifted(stage: stage, weights: confirmed, until: until))
        if length > .zero { return observe(after: min(plan.measureEvery, length), &reaction) }
        advance(from: stage, &reaction)
    }

    mutating func hold(_ reading: Reading, stage: Stage, since: Instant, until: Instant, _ reaction: inout Reaction) {
        guard let stable, isSafe(reading, &reaction) else { return }
        // No hold elapses while its gates could not be asked (rule 7).
        var until = until
        let gap = now - lastMeasured
        lastMeasured = now
        if gap > plan.measureEvery * 2 {
            until = until + (gap - plan.measureEvery)
            phase = .holding(stage, since: since, until: until)
            let lost = (gap - plan.measureEvery).milliseconds
            reaction.records.append(.warning("the gates could not be asked for \(lost) ms; the hold lasts as much longer"))
        }
        guard now >= until else { return observe(after: min(plan.measureEvery, until - now), &reaction) }
        // Never measured is inconclusive, and inconclusive never proceeds (rule 9).
        let open = measure(stable.other, reading).filter { $0.verdict == .inconclusive }.map(\.gate)
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
        let needed = capacity(for: 1)
        let isReady = new.healthy >= needed && new.revision == revision
        if now >= until, old.requests == 0, old.inFlight == 0, isReady {
            phase = .retiring(since: now)
            isRetired = false
            reaction.records.append(.retiring(colour: stable))
            return issue(.retire(stable), &reaction)
        }
        guard now < since + plan.progressDeadline else {
            guard isReady else {
                return revert(.notReady(colour: stable.other, healthy: new.healthy, needed: needed), &reaction)
            }
            return promote(warning: "requests still reach \(stable.rawValue), so it is not retired", &reaction)
        }
        if old.requests > 0 {
            // A request that reached the old colour starts its watch anew.
            countedSince = now
            phase = .settling(since: since, until: now + plan.scaleDownDelay)
        }
        observe(after: plan.pollEvery, &reaction)
    }

    mutating func finishRetiring(_ reading: Reading, since: Instant, _ reaction: inout Reaction) {
        guard let stable, let confirmed else { return }
        guard reading.weights == confirmed else {
            return end(.drift(expected: confirmed, live: reading.weights), &reaction)
        }
        if let live = reading.colours[stable.other].revision, live != revision {
            return revert(.revisionChanged(expected: revision, live: live), &reaction)
        }
        if stop(stable, reading, &reaction) {
            reaction.records.append(.retired(colour: stable))
            return promote(&reaction)
        }
        guard now < since + plan.progressDeadline else {
            return promote(warning: "\(stable.rawValue) still has tasks after the progress deadline", &reaction)
        }
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
        if let live = own.revision, live != revision {
            revert(.revisionChanged(expected: revision, live: live), &reaction)
            return false
        }
        let judged: [Colour] = isFix ? [stable.other] : [stable.other, stable]
        let measurements = judged.flatMap { measure($0, reading) }
        if case .holding = phase {
            reaction.records.append(.measured(stage: stage, measurements: measurements, readings: reading.colours))
        }
        guard let failure = measurements.first(where: { $0.verdict == .fail }) else { return true }
        reaction.records.append(.gateFailed(stage: stage, measurement: failure))
        revert(.gate(failure), &reaction)
        return false
    }
}
