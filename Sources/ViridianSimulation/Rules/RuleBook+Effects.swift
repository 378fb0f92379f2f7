import ViridianRelease

// What a release asks for, judged by what it was told.

extension RuleBook {
    mutating func checkLease(_ effect: borrowing Effect) {
        if case .acquireLease = effect.action { return }
        let (fence, given) = (fence, effect.fence)
        expect(isFenceNew && given == fence && !wasFenced, 13, "a call under lease \(given) while \(fence) counts")
    }

    mutating func check(_ effect: borrowing Effect, _ release: borrowing Release, _ now: Int64) {
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
}
