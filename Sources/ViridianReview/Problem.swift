import ViridianTemplate

/// What a check returns: a finding without what its rule says of all of them.
struct Problem {
    var message: String
    var fix: String
    var path: [String]
    var source: SourceRange?

    init(_ message: String, at place: Place, fix: String) {
        self.message = message
        self.fix = fix
        path = place.path
        source = place.source
    }

    func finding(of rule: Rule, _ policy: ReviewPolicy) -> Finding {
        var finding = Finding(
            rule: rule.slug, severity: policy.severities[rule.slug] ?? rule.severity, category: rule.category,
            origin: rule.origin, message: message,
            source: source,
            path: path.joined(separator: "/"), why: rule.rationale, fix: fix, page: rule.page)
        finding.isRequired = policy.requiredRules.contains(rule.slug)
        return finding
    }
}

/// Where something is, in the template and in its source.
struct Place {
    var path: [String]
    var source: SourceRange?
}
