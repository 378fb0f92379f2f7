import ViridianRelease

/// Watches one release: whatever it asks for must be allowed by what it was told. Checked after every event, by means of its own.
///
/// The rules bind what the release does, judged by what it could have known: `last` is the latest reading that it was given.
struct RuleBook: Sendable {
    let plan: Plan
    let isOverridden: Bool
    private let judges: [Judge]
    /// Whether there is nothing wrong with the plan.
    private let canBeRun: Bool
    private(set) var violation: Violation?
    private(set) var last: Reading?
    private(set) var stable: Colour?
    private(set) var candidate: Colour?
    private(set) var isFirst = false
    private var initial: Weights?
    private var stableHealthyMaximum = 0
    private var stableRevision: Revision?
    private(set) var fence = 0
    private(set) var wasFenced = false
    private var isFenceNew = false
    private(set) var sent: [Weights] = []
    private(set) var sawForeign = false
    /// Somebody else has changed the weights; they may look like ours.
    var isMeddledWith = false
    private var overwroteForeign = false
    /// Since when each colour reads as having no weight, without a break.
    var zeroSince: PerColour<Int64?> = PerColour(blue: nil, green: nil)
    private var stickyUntil: Int64 = 0
    private var isAborted = false
    private var raisedTo = 0
    private(set) var phase = PhaseName.planned
    var hold = HoldWatch()
    private var refusalIsJust = false
    private var clock: Int64 = 0
    /// Colours that were asked to be retired.
    private(set) var retired: Set<Colour> = []

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
    private func isOurs(_ weights: Weights) -> Bool { weights == initial || sent.contains(weights) }

    // MARK: What it asks for

    private mutating func checkLease(_ effect: borrowing Effect) {
        if case .acquireLease = effect.action { return }
        let (fence, given) = (fence, effect.fence)
        expect(isFenceNew && given == fence && !wasFenced, 13, "a call under lease \(given) while \(fence) counts")
    }

    private mutating func check(_ effect: borrowing Effect, _ release: borrowing Release, _ now: Int64) {
        switch effect.action {
        case .setWeights(let wanted, let expected, let kept): checkWrite(wanted, over: expected, kept, now)
        case .deploy(let revision, let colour, _): checkDeploy(revision, colour, release)
        case .retire(let colour): checkRetire(colour, release, now)
        default: break
        }
        // What a plan forbids is known before anything is touched; looking is not touching.
        switch effect.action {
        case .setWeights, .deploy, .retire, .moveTestRoutes, .setScaling:
            expect(canBeRun || phase == .finishing, 17, "a plan that can't be run was begun")
        default: break
        }
    }

    private mutating func checkWrite(_ wanted: Weights, over expected: Weights, _ kept: RuleSettings, _ now: Int64) {
        guard let last, let candidate else { return expect(false, 5, "a write before the weights were read") }
        expect(expected == last.weights, 5, "a write over \(expected) where \(last.weights) was read")
        expect(kept == last.rule, 15, "a write changes more than weights")
        expect(isFirst || wanted.sum == expected.sum || expected.sum == 0, 1, "the sum \(expected.sum) becomes \(wanted.sum)")
        expect(min(wanted.blue, wanted.green) >= 0 && max(wanted.blue, wanted.green) <= 999, 1, "weights \(wanted)")
        if let only = wanted.only { expect(last.colours[only].healthy > 0, 1, "all weight on \(only), which is dead") }
        let isRaise = wanted[candidate] > expected[candidate]
        if !isOurs(expected) {
            expect(!isRaise && wanted[candidate] == 0, 5, "somebody's \(expected) becomes \(wanted)")
            overwroteForeign = true
        }
        if isRaise { checkRaise(wanted, last, candidate) }
        if !plan.canRollBack {
            expect(isRaise || raisedTo == 0, 18, "the candidate loses weight although nothing else can run")
        }
        expect(!(isAborted && isRaise), 8, "weight is raised after an abort")
        if isRaise { raisedTo = wanted[candidate] }
        if !sent.contains(wanted) { sent.append(wanted) }
    }

    private mutating func checkRaise(_ wanted: Weights, _ last: borrowing Reading, _ candidate: Colour) {
        let exact = wanted.share(of: candidate) * Double(stableHealthyMaximum) * (1 + plan.headroom)
        let healthy = last.colours[candidate].healthy
        expect(Double(healthy) >= exact - 1e-6 && healthy > 0, 2, "\(wanted) is not covered by \(healthy) healthy tasks")
        for colour in Colour.allCases {
            expect(last.colours[colour].scaling != .active, 24, "\(colour) may be scaled in while weight is raised")
        }
    }

    private mutating func checkDeploy(_ revision: Revision, _ colour: Colour, _ release: borrowing Release) {
        if colour == candidate {
            expect(revision == release.revision, 14, "\(revision) is deployed, not what was asked for")
            let isLate = phase == .settling || phase == .retiring || (phase == .holding && hold.isBake)
            expect(!isLate, 14, "a second roll-out at promotion")
            if isBeginning { checkBeginning(release) }
        } else {
            expect(revision == stableRevision, 14, "stable is given \(revision)")
            let isServing = phase == .reverting && (last?.colours[colour].healthy ?? 0) > 0
            expect(!isServing, 8, "a rollback deploys although stable is healthy")
        }
    }

    /// Whether what is deployed now is the first thing of this release's that runs: hooks may have been asked for an hour before.
    private var isBeginning: Bool {
        raisedTo == 0 && !isFirst && (phase == .inspecting || phase == .holding && hold.stage == .beforeScaleUp)
    }

    private mutating func checkBeginning(_ release: borrowing Release) {
        guard let last, let candidate, let stable else { return }
        expect(isOverridden || failing(candidate, last) == nil, 10, "begun although a gate fires on the candidate")
        expect(release.isFix || failing(stable, last) == nil, 21, "begun as if stable were well, which fails a gate")
    }

    private mutating func checkRetire(_ colour: Colour, _ release: borrowing Release, _ now: Int64) {
        guard let last else { return expect(false, 3, "a colour is retired that was never read") }
        expect(last.weights[colour] == 0, 3, "\(colour) is retired with weight \(last.weights[colour])")
        let own = last.colours[colour]
        expect(own.testRoutes == 0, 25, "\(colour) is retired and \(own.testRoutes) rules name it")
        expect(own.scaling == nil || own.scaling == .suspended, 24, "\(colour) is retired and autoscaling may start it again")
        retired.insert(colour)
        guard let since = zeroSince[colour] else { return }
        let idle = now - since
        let isOver = idle >= plan.$progressDeadline.count
        let wasUsed = colour == stable || !sent.isEmpty
        expect(
            !wasUsed || idle >= plan.$scaleDownDelay.count || isOver, 3,
            "\(colour) is retired \(idle) ms after its last weight")
        expect(own.requests == 0 && own.inFlight == 0 || isOver, 3, "\(colour) is retired and still gets requests")
        if colour == stable {
            expect(now >= stickyUntil, 22, "\(colour) is retired while users stay on it")
        }
    }

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

    /// A gate with a vote that says fail, judged anew.
    func failing(_ colour: Colour, _ reading: borrowing Reading, isForgiving: Bool = true) -> String? {
        let (requests, failures) = (reading.colours[colour].requests, reading.colours[colour].failures)
        let (healthy, unhealthy) = (reading.colours[colour].healthy, reading.colours[colour].unhealthy)
        for index in judges.indices where !judges[index].isSilent && !(isForgiving && judges[index].forgives) {
            let isFailing =
                switch judges[index].kind {
                case .errors(let share): requests >= judges[index].samples && Double(failures) > share * Double(requests)
                case .slow(let share, let place):
                    place < reading.colours[colour].slower.count && requests >= judges[index].samples
                        && reading.colours[colour].slower[place] >= 3
                        && Double(reading.colours[colour].slower[place]) > share * Double(requests) + 1e-6
                case .unhealthy(let share): healthy + unhealthy > 0 && Double(unhealthy) > share * Double(healthy + unhealthy)
                case .signal(let place): fails(index, reading.signals, place + (colour == .blue ? 0 : 1))
                case .comparison: false
                }
            if isFailing { return plan.gates[index].name }
        }
        return nil
    }

    private func fails(_ index: Int, _ signals: [Signal], _ place: Int) -> Bool {
        guard place < signals.count else { return false }
        switch (signals[place], plan.gates[index].condition) {
        case (.alarm(let state), _): return state == .alarm
        case (.value(let value, let age), .metric(_, .both(_, let fail))): return age <= 600 && fail.holds(for: value)
        default: return false
        }
    }
}
