import ViridianRelease

/// Watches one release: whatever it asks for must be allowed by what it was told. Checked after every event, by means of its own.
///
/// The rules bind what the release does, judged by what it could have known: `last` is the latest reading that it was given.
struct RuleBook: Sendable {
    let plan: Plan
    let isOverridden: Bool
    let judges: [Judge]
    /// Whether there is nothing wrong with the plan.
    let canBeRun: Bool
    private(set) var violation: Violation?
    private(set) var last: Reading?
    private(set) var stable: Colour?
    private(set) var candidate: Colour?
    private(set) var isFirst = false
    var initial: Weights?
    var stableHealthyMaximum = 0
    var stableRevision: Revision?
    private(set) var fence = 0
    private(set) var wasFenced = false
    var isFenceNew = false
    var sent: [Weights] = []
    private(set) var sawForeign = false
    /// Somebody else has changed the weights; they may look like ours.
    var isMeddledWith = false
    var overwroteForeign = false
    /// Since when each colour reads as having no weight, without a break.
    var zeroSince: PerColour<Int64?> = PerColour(blue: nil, green: nil)
    var stickyUntil: Int64 = 0
    var isAborted = false
    var raisedTo = 0
    private(set) var phase = PhaseName.planned
    var hold = HoldWatch()
    private var refusalIsJust = false
    private var clock: Int64 = 0
    /// Colours that were asked to be retired.
    var retired: Set<Colour> = []

    init(plan: Plan, isOverridden: Bool) {
        self.plan = plan
        self.isOverridden = isOverridden
        judges = Judge.all(plan.gates)
        canBeRun = plan.problems.isEmpty
    }

    mutating func expect(_ holds: Bool, _ rule: Int, _ what: @autoclosure () -> String) {
        if !holds, violation == nil { violation = Violation(rule: rule, what: what()) }
    }

    /// Checks an event and what came of it.
    mutating func check(_ event: borrowing Event, _ reaction: borrowing Reaction, _ release: borrowing Release) {
        // What a clock that was set back says is not believed, here as there.
        clock = max(clock, event.at.milliseconds)
        let now = clock
        learn(event, now)
        let after = PhaseName(release.phase)
        let phase = phase
        expect(after == phase || reaction.recordCount > 0, 20, "\(phase) became \(after) without a word")
        for index in reaction.effects.indices {
            checkLease(reaction.effects[index])
            if !reaction.effects[index].isObservation { check(reaction.effects[index], release, now) }
        }
        checkStable(release)
        checkHold(event, release, now)
        checkCommand(event, release, after)
        if after != phase { entered(after, release, now) }
        self.phase = after
        if !after.canBePaused { hold.pausedSince = nil }
        if after != .ended, after != .planned {
            expect(!release.pending.isEmpty, 0, "it waits for nothing in \(after)")
        }
    }

    // MARK: What the release was told

    private mutating func learn(_ event: borrowing Event, _ now: Int64) {
        switch event.kind {
        case .observed(let reading, _): learn(reading, now)
        case .leased(.acquired(let fence), _):
            self.fence = fence
            isFenceNew = true
        case .leased(.held, _):
            refusalIsJust = true
            // Somebody took the lease while the runner was away.
            if phase != .leasing { wasFenced = true }
        case .fenced: wasFenced = true
        case .resumed: isFenceNew = false
        case .weightsSet(.refused(let live), _): if !isOurs(live) { sawForeign = true }
        case .failed: refusalIsJust = true
        default: break
        }
    }

    private mutating func learn(_ reading: borrowing Reading, _ now: Int64) {
        last = copy reading
        if initial == nil { recognise(reading) }
        if let stable {
            stableHealthyMaximum = max(stableHealthyMaximum, reading.colours[stable].healthy)
            if phase == .inspecting { stableRevision = reading.colours[stable].revision }
        }
        for colour in Colour.allCases {
            if reading.weights[colour] > 0 {
                zeroSince[colour] = nil
            } else if zeroSince[colour] == nil {
                zeroSince[colour] = now
            }
        }
        if let stable, reading.weights[stable] > 0 { stickyUntil = now + Int64(reading.rule.stickinessSeconds) * 1000 }
        if !isOurs(reading.weights) { sawForeign = true }
    }

    private mutating func recognise(_ reading: borrowing Reading) {
        initial = reading.weights
        isFirst = Colour.allCases.allSatisfy { reading.colours[$0].desiredTasks == 0 && reading.colours[$0].runningTasks == 0 }
        if isFirst {
            candidate = reading.weights.only ?? .blue
        } else {
            stable = reading.weights.only
            candidate = stable?.other
        }
    }

    /// Weights that are as they were found, or as this release once asked for.
    func isOurs(_ weights: Weights) -> Bool { weights == initial || sent.contains(weights) }

    // MARK: What it is

    private mutating func checkStable(_ release: borrowing Release) {
        guard initial != nil, release.candidate != nil else { return }
        switch release.phase {
        case .finishing(.promoted, _), .ended(.promoted):
            expect(release.stable == candidate, 4, "promoted, and stable is another")
        default: expect(release.stable == stable, 4, "stable became \(String(describing: release.stable))")
        }
    }

    private mutating func checkCommand(_ event: borrowing Event, _ release: borrowing Release, _ after: PhaseName) {
        guard case .commanded(let command) = event.kind else { return }
        switch command {
        case .abort, .supersede:
            if phase == .finishing || phase == .ended { return }
            isAborted = true
            switch release.phase {
            case .reverting, .verifying, .withdrawing, .finishing, .ended: break
            case .waiting(_, .frozen, _): expect(!plan.canRollBack, 18, "frozen although it can go back")
            default:
                let phase = phase
                expect(false, 8, "an abort in \(phase) is followed by \(after)")
            }
        // What is frozen can be taken up again by whoever froze it.
        case .retry, .promote, .promoteFully: if !plan.canRollBack { isAborted = false }
        default: break
        }
    }

    private mutating func entered(_ after: PhaseName, _ release: borrowing Release, _ now: Int64) {
        switch release.phase {
        case .withdrawing: checkVerified(release)
        case .finishing(let outcome, _): checkOutcome(outcome, release)
        case .ended(let outcome):
            if phase != .finishing { checkOutcome(outcome, release) }
        default: break
        }
    }

    /// A rollback is over only when stable is back at its baseline.
    private mutating func checkVerified(_ release: borrowing Release) {
        guard let last, let candidate else { return }
        expect(last.weights[candidate] == 0, 12, "a rollback ends with \(last.weights)")
        guard let stable, !release.isFix else { return }
        expect(last.colours[stable].healthy > 0, 12, "a rollback ends on a stable without a healthy task")
        expect(failing(stable, last) == nil, 12, "a rollback ends while stable fails a gate")
    }

    private mutating func checkOutcome(_ outcome: Outcome, _ release: borrowing Release) {
        switch outcome {
        case .promoted:
            expect(!isAborted, 8, "promoted after an abort")
            guard let last, let candidate else { return expect(false, 16, "promoted and nothing was read") }
            expect(last.colours[candidate].revision == release.revision, 16, "promoted, and another revision runs")
            expect(last.weights.only == candidate, 16, "promoted with \(last.weights)")
        case .rolledBack:
            guard let last, let candidate else { return }
            expect(last.weights[candidate] == 0, isFirst ? 23 : 12, "rolled back with \(last.weights)")
        case .drift: expect(sawForeign || isMeddledWith, 6, "drift, and nobody else changed the weights")
        case .refused: checkRefusal(release)
        case .aborted, .superseded, .paused, .rollbackUnverified: break
        }
        if overwroteForeign, !wasFenced {
            expect(isDrift(outcome), 5, "somebody's weights were overwritten and it ends as \(outcome.verdict)")
        }
    }

    private func isDrift(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .drift, .rollbackUnverified: true
        default: false
        }
    }

    /// A stable that is broken is no reason to refuse its fix; a plan, a lease, weights or a candidate that burns are.
    private mutating func checkRefusal(_ release: borrowing Release) {
        if !canBeRun || refusalIsJust { return }
        guard let last, let candidate else {
            return expect(initial == nil || stable == nil, 21, "refused for nothing that was read")
        }
        let hasReason = stable == nil && !isFirst || failing(candidate, last, isForgiving: false) != nil || last.weights.sum > 999
        expect(hasReason, 21, "refused although nothing stands against it")
    }
}
