// The way forward: prepare, shift, and from one stage to the next. Holding is in Release+Hold.swift, the end in
// Release+Retire.swift.

extension Release {
    mutating func enterPreparing(step: Int, _ reaction: inout Reaction) {
        phase = .preparing(step: step, since: now)
        reaction.note(.preparing(stage: .step(step), until: now + plan.$progressDeadline))
    }

    /// A first release has nobody to share with: it begins with all of the traffic.
    var firstStep: Int { isFirst ? plan.steps.count - 1 : 0 }

    /// Gives the candidate the tasks that all of the traffic needs.
    mutating func deploy(_ reaction: inout Reaction) {
        guard let candidate else { return }
        let tasks = tasksWanted
        reaction.note(.deploying(colour: candidate, revision: revision, tasks: tasks))
        issue(.deploy(revision, to: candidate, tasks: tasks), &reaction)
    }

    private var tasksWanted: Int { max(isFirst ? plan.firstTasks : stableTasks, capacity(for: 1)) }

    /// How many healthy tasks a share needs: `ceil(share × N × (1 + headroom))`, and one at least (rule 2).
    func capacity(for share: Double) -> Int {
        max(1, Int((share * Double(stableHealthyMaximum) * (1 + plan.headroom) - 1e-9).rounded(.up)))
    }

    mutating func note(_ reading: borrowing Reading) {
        if let stable { stableHealthyMaximum = max(stableHealthyMaximum, reading.colours[stable].healthy) }
    }

    mutating func prepare(_ reading: borrowing Reading, step: Int, since: Instant, _ reaction: inout Reaction) {
        guard let candidate, let confirmed, isSafe(reading, &reaction) else { return }
        let wanted = weights(percent: plan.steps[step].weight, of: confirmed, candidate: candidate)
        let needed = capacity(for: wanted.share(of: candidate))
        let healthy = reading.colours[candidate].healthy
        let runsIt = reading.colours[candidate].revision == revision
        if pausedSince == nil, now >= since + plan.$progressDeadline, healthy < needed || !runsIt {
            return revert(
                healthy >= needed
                    ? .revisionChanged(expected: revision, live: reading.colours[candidate].revision)
                    : .notReady(colour: candidate, healthy: healthy, needed: needed), &reaction)
        }
        // A deploy that failed is made again, and one that has become too small, since stable has grown, is made larger.
        if tasksWanted > tasksDeployed, !isAwaiting(where: \.isDeploy) { return deploy(&reaction) }
        let isHeld = holdScaling(reading, &reaction)
        guard isHeld, healthy >= needed, runsIt, pausedSince == nil else { return observe(after: plan.$pollEvery, &reaction) }
        if plan.$testHold > .zero, reached == nil {
            guard moveTestRoutes(from: candidate.other, reading, &reaction) else { return }
            reaction.note(.ready(colour: candidate, healthy: healthy, needed: needed))
            return beginHold(.test, length: plan.$testHold, &reaction)
        }
        reaction.note(.ready(colour: candidate, healthy: healthy, needed: needed))
        phase = .shifting(step: step, since: now)
        reaction.note(.shifting(weights: wanted, until: now + plan.$progressDeadline))
        if wanted == confirmed { return observe(after: .zero, &reaction) }
        write(wanted, over: confirmed, &reaction)
    }

    /// The plan's percentage, in the units that the listener's weights have: their sum stays what it was (rule 1). Where nobody
    /// has weight it is 100.
    func weights(percent: Int, of old: Weights, candidate: Colour) -> Weights {
        let sum = old.sum > 0 ? old.sum : 100
        let share = (percent * sum + 50) / 100
        var weights = old
        weights[candidate] = share
        weights[candidate.other] = sum - share
        return weights
    }

    mutating func write(_ weights: Weights, over old: Weights, _ reaction: inout Reaction) {
        if !sent.contains(weights) { sent.append(weights) }
        lastSent = now
        issue(.setWeights(weights, expecting: old, keeping: rule), &reaction)
    }

    mutating func confirmShift(_ reading: borrowing Reading, step: Int, since: Instant, _ reaction: inout Reaction) {
        guard let candidate, let confirmed else { return }
        note(reading)
        let wanted = weights(percent: plan.steps[step].weight, of: confirmed, candidate: candidate)
        if reading.weights == wanted {
            self.confirmed = wanted
            return beginHold(.step(step), length: plan.steps[step].$hold, &reaction)
        }
        guard isAsExpected(reading, confirmed, &reaction) else { return }
        guard now < since + plan.$progressDeadline else {
            return revert(.worldUnavailable(reason: "the weights were written and never read back"), &reaction)
        }
        // What was ready at the first try may have died since (rule 2).
        let isReady = reading.colours[candidate].healthy >= capacity(for: wanted.share(of: candidate))
        let isHeld = holdScaling(reading, &reaction)
        if isReady, isHeld, now >= lastSent + plan.$retryAfter, !isAwaiting(where: \.isWrite) {
            return write(wanted, over: confirmed, &reaction)
        }
        observe(after: plan.$pollEvery, &reaction)
    }

    mutating func advance(from stage: Stage, _ reaction: inout Reaction) {
        let last = plan.steps.count - 1
        switch stage {
        case .test:
            enterPreparing(step: skipsHolds ? last : firstStep, &reaction)
            observe(after: .zero, &reaction)
        case .step(let step) where step < last:
            enterPreparing(step: skipsHolds ? last : step + 1, &reaction)
            observe(after: .zero, &reaction)
        case .step where plan.$bake > .zero && !skipsHolds: beginHold(.bake, length: plan.$bake, &reaction)
        case .step, .bake: beginSettling(&reaction)
        }
    }

    /// Points the routes that name a colour at the other one, and says whether none does any more (rule 25).
    mutating func moveTestRoutes(from colour: Colour, _ reading: borrowing Reading, _ reaction: inout Reaction) -> Bool {
        let rules = reading.colours[colour].testRoutes
        guard rules > 0 else { return true }
        if !isAwaiting(where: { $0 == .moveTestRoutes(from: colour) }) {
            reaction.note(.movingTestRoutes(from: colour, rules: rules))
            issue(.moveTestRoutes(from: colour), &reaction)
        }
        observe(after: plan.$pollEvery, &reaction)
        return false
    }
}
