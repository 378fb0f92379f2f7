// The end of the way forward: the old colour is watched until it is idle, then stopped, and the candidate is stable.

extension Release {
    mutating func beginSettling(_ reaction: inout Reaction) {
        let until = now + settlingTime
        phase = .settling(since: now, until: until)
        countedSince = now
        reaction.note(.settling(until: until))
        observe(after: isFirst ? .zero : min(plan.$scaleDownDelay, settlingTime), &reaction)
    }

    /// A write that timed out may still land, and with stickiness a user stays on the old colour for so long (rules 3 and 22).
    private var settlingTime: Milliseconds { max(plan.$scaleDownDelay, Milliseconds(seconds: rule.stickinessSeconds)) }

    mutating func settle(_ reading: borrowing Reading, since: Instant, until: Instant, _ reaction: inout Reaction) {
        let wasOdd = oddSince != nil
        guard let candidate, isSafe(reading, &reaction) else { return }
        if wasOdd { return watchAnew(since, &reaction) }
        let needed = capacity(for: 1)
        let healthy = reading.colours[candidate].healthy
        let isReady = healthy >= needed && reading.colours[candidate].revision == revision
        if isReady, pausedSince == nil {
            // In a first release there is nobody to retire.
            guard let stable else { return promote(&reaction) }
            let isQuiet = reading.colours[stable].requests == 0 && reading.colours[stable].inFlight == 0
            if now >= until, isQuiet { return beginRetiring(stable, reading, &reaction) }
        }
        guard pausedSince != nil || now < since + settlingTime + plan.$progressDeadline else {
            guard isReady, let stable else {
                return revert(.notReady(colour: candidate, healthy: healthy, needed: needed), &reaction)
            }
            return promote(warning: "requests still reach \(stable.rawValue), so it is not retired", &reaction)
        }
        if reading.colours[candidate.other].requests > 0 {
            // A request that reached the old colour starts its watch anew.
            countedSince = now
            phase = .settling(since: since, until: max(until, now + plan.$scaleDownDelay))
        }
        holdScaling(reading, &reaction)
        observe(after: plan.$pollEvery, &reaction)
    }

    /// The old colour read as having weight, which may have been a stale read or not: its watch starts anew (rule 3).
    private mutating func watchAnew(_ since: Instant, _ reaction: inout Reaction) {
        countedSince = now
        phase = .settling(since: since, until: now + settlingTime)
        observe(after: plan.$pollEvery, &reaction)
    }

    private mutating func beginRetiring(_ stable: Colour, _ reading: borrowing Reading, _ reaction: inout Reaction) {
        guard moveTestRoutes(from: stable, reading, &reaction) else { return }
        phase = .retiring(since: now)
        isRetired = false
        reaction.note(.retiring(colour: stable))
        _ = stop(stable, reading, since: now, &reaction)
    }

    mutating func finishRetiring(_ reading: borrowing Reading, since: Instant, _ reaction: inout Reaction) {
        guard let stable, let candidate, let confirmed else { return }
        guard isAsExpected(reading, confirmed, &reaction) else {
            if case .retiring = phase, !isRetired, !isAwaiting(where: { $0 == .retire(stable) }) {
                phase = .settling(since: since, until: now + settlingTime)
                reaction.note(.settling(until: now + settlingTime))
            }
            return
        }
        // Whoever serves must be well before the other one goes, and still run what was asked for at the end.
        let own = reading.colours[candidate]
        guard own.revision == revision else {
            return revert(.revisionChanged(expected: revision, live: own.revision), &reaction)
        }
        guard own.healthy > 0 else {
            return revert(.notReady(colour: candidate, healthy: 0, needed: capacity(for: 1)), &reaction)
        }
        if stop(stable, reading, since: since, &reaction) {
            reaction.note(.retired(colour: stable))
            return promote(&reaction)
        }
        guard now < since + plan.$progressDeadline else {
            return promote(warning: "\(stable.rawValue) still has tasks after the progress deadline", &reaction)
        }
    }

    /// Stops a colour's tasks, and asks again where that was not acknowledged or did not last. Its test routes go first, and its
    /// autoscaling, which would start them again. Returns whether they are gone.
    mutating func stop(
        _ colour: Colour, _ reading: borrowing Reading, since: Instant, _ reaction: inout Reaction
    ) -> Bool {
        guard moveTestRoutes(from: colour, reading, &reaction) else { return false }
        holdScaling(reading, &reaction)
        if let scaling = reading.colours[colour].scaling, scaling != .suspended { return false }
        let own = reading.colours[colour]
        if isRetired, own.desiredTasks == 0 { return own.runningTasks == 0 }
        isRetired = false
        // Requests may have come since it was found idle.
        if own.requests > 0 || own.inFlight > 0, now < since + plan.$progressDeadline {
            countedSince = now
            return false
        }
        if !isAwaiting(where: { $0 == .retire(colour) }) { issue(.retire(colour), &reaction) }
        return false
    }

    /// The full promotion: the only place where what is stable changes (rule 4).
    mutating func promote(warning: String? = nil, _ reaction: inout Reaction) {
        guard let candidate else { return }
        if let warning { reaction.note(.warning(warning)) }
        stable = candidate
        reaction.note(.promoted(colour: candidate, revision: revision))
        finish(.promoted, &reaction)
    }
}
