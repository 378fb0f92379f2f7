// The gates: every one is asked of both colours, and what fails ends the way forward.

extension Release {
    /// Asks every gate of both colours. Where one has failed, the release has left its way.
    mutating func judge(
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
    var isMeasuredWrongly: Bool {
        gateStates.indices.contains { gateStates[$0].latest == .error && votes($0) }
    }

    /// Gates that have no verdict of the candidate. Test traffic may be none, so nothing is awaited that requests make: their
    /// counts, and alarms and metrics that never had data.
    func openGates(_ stage: Stage) -> [String] {
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
