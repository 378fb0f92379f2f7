package import ViridianReview
package import ViridianTemplate

/// What is asked of a review, as a value: which rules run, what is shown of their findings, and which of them fail it.
package struct ReviewRequest: Hashable, Sendable {
    /// The one origin of which findings are wanted.
    package var only: Origin?
    /// Whether mild findings are shown, and what was accepted is listed.
    package var all = false
    /// The mildest severity that fails.
    package var failOn = Severity.high
    /// The day on which acceptances are judged.
    package var today: Day
    /// The tags that a mend gives to resources without any.
    package var tags: [Node] = []

    package init(
        only: Origin? = nil, all: Bool = false, failOn: Severity = .high, today: Day, tags: [Node] = []
    ) {
        self.only = only
        self.all = all
        self.failOn = failOn
        self.today = today
        self.tags = tags
    }

    /// The review that answers it; a policy is still to be given.
    package var review: Review {
        var review = Review()
        if let only { review.rules.removeAll { $0.origin != only } }
        review.tags = tags
        return review
    }

    /// What is said of an outcome. Without a comparison there is no baseline.
    package func answer(to outcome: ReviewOutcome, comparison: Baseline.Comparison? = nil) -> ReviewAnswer {
        let findings = (comparison?.new ?? outcome.findings).filter(isShown)
        return ReviewAnswer(
            findings: findings, accepted: outcome.accepted.filter { isShown($0.finding) }, listsAccepted: all,
            remarks: comparison.map(Self.remarks) ?? [], failOn: failOn)
    }

    /// Nothing informational is said unasked; what would be refused, or is required, is never that.
    private func isShown(_ finding: Finding) -> Bool {
        let mildest = all || failOn == .low ? Severity.low : .medium
        return (only == nil || finding.origin == only)
            && (finding.severity >= mildest || finding.origin == .aws || finding.isRequired)
    }

    private static func remarks(_ comparison: Baseline.Comparison) -> [String] {
        let (known, gone) = (comparison.known.count, comparison.gone.count)
        let names = comparison.gone.prefix(5).map { "\($0.file) \($0.path) [\($0.rule)]" }.joined(separator: ", ")
        return (known == 0 ? [] : ["\(known) in the baseline"])
            + (gone == 0 ? [] : ["\(gone) gone from the baseline; write it anew: \(names)\(gone > 5 ? ", …" : "")"])
    }
}
