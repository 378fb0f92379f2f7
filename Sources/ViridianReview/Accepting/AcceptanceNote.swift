import ViridianTemplate

/// An acceptance as it stands in a template: what it covers, and what is wrong with it.
struct AcceptanceNote {
    /// Which findings it is about, besides their rules.
    enum Scope {
        case template
        case resource(String)
        /// All that begins in some lines, up to a position.
        case source(SourceRange)
    }

    var acceptance: Acceptance
    var scope: Scope
    /// Where it stands in the template.
    var path: [String] = []
    /// What is wrong, and the way out.
    var flaws: [(problem: String, fix: String)] = []

    var place: Place { Place(path: path, source: acceptance.source) }

    func covers(_ finding: Finding) -> Bool {
        guard acceptance.rules.contains(finding.rule) else { return false }
        switch scope {
        case .template: return true
        case .resource(let name): return finding.path == "Resources/\(name)" || finding.path.hasPrefix("Resources/\(name)/")
        case .source(let range):
            guard let source = finding.source, source.file == range.file else { return false }
            return range.start <= source.start && source.start < range.end
        }
    }
}

extension AcceptanceNote {
    /// Takes over the slugs of rules that exist, and says which don't.
    mutating func setRules(_ slugs: [String]) {
        acceptance.rules = slugs.filter(Rule.isKnown)
        for slug in slugs where !Rule.isKnown(slug) {
            let clause = Suggestion.clause(for: slug, among: Rule.all.map(\.slug))
            flaws.append(("there is no rule \"\(slug)\"\(clause)", "Write the slug of a rule, as in docs/rules.md."))
        }
        if slugs.isEmpty { flaws.append(("this acceptance says no rule", "Say which: viridian:accept plain-http: because …")) }
    }

    /// Takes over the reason. Without one nothing is accepted.
    mutating func setReason(_ reason: String?) {
        acceptance.reason = reason?.trimmed ?? ""
        guard acceptance.reason.isEmpty else { return }
        flaws.append(
            ("this acceptance gives no reason, and so holds for nothing", "Say why: who comes next has to decide again."))
        acceptance.rules = []
    }

    mutating func setUntil(_ text: String?) {
        guard let text else { return }
        acceptance.until = Day(text)
        guard acceptance.until == nil else { return }
        flaws.append(("\"\(text)\" is no day, and so this acceptance holds for nothing", "Write it like 2027-01-31."))
        acceptance.rules = []
    }
}

extension StringProtocol {
    var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
