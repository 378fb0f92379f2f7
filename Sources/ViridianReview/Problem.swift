import ViridianTemplate

/// What a check returns: a finding without what its rule says of all of them.
struct Problem {
    var message: String
    var fix: String
    var path: [String]
    var source: SourceRange?
    /// What would put it right, where a program can tell.
    var mend: Mend?
    /// How bad this one is, where it isn't as bad as its rule says of most.
    var severity: Severity?

    init(_ message: String, at place: Place, fix: String) {
        self.message = message
        self.fix = fix
        path = place.path
        source = place.source
    }

    /// The same problem with what would put it right.
    func mended(by changes: [Change], consequence: String? = nil) -> Problem {
        var problem = self
        problem.mend = changes.isEmpty ? nil : Mend(changes, consequence: consequence)
        return problem
    }

    /// The same problem, less or more grave than its rule says of most.
    func graded(_ severity: Severity?) -> Problem {
        var problem = self
        problem.severity = severity
        return problem
    }

    func finding(of rule: Rule, _ policy: ReviewPolicy) -> Finding {
        Finding(
            rule: rule.slug, severity: policy.severities[rule.slug] ?? severity ?? rule.severity, category: rule.category,
            origin: rule.origin, message: message,
            source: source,
            path: path.joined(separator: "/"), why: rule.rationale, fix: fix, page: rule.page,
            isRequired: policy.requiredRules.contains(rule.slug), mend: mend)
    }
}

/// Where something is, in the template and in its source.
struct Place {
    var path: [String]
    var source: SourceRange?
}
