import ViridianTemplate

/// An acceptance of the policy, as it bears on one template.
struct PolicyEntry {
    var index: Int
    var acceptance: Acceptance
    var resource: FilePattern?
    /// Whether the template has what it is about.
    var isAboutIt: Bool

    func covers(_ finding: Finding) -> Bool {
        guard acceptance.rules.contains(finding.rule) else { return false }
        guard let resource else { return true }
        let path = finding.path.split(separator: "/", maxSplits: 2)
        return path.count >= 2 && path[0] == "Resources" && resource.matches(String(path[1]))
    }
}

extension Review {
    /// The policy's acceptances for a template, the first that covers a finding counts.
    func acceptances(about path: String, _ template: Template) -> [PolicyEntry] {
        policy.acceptances.enumerated().compactMap { index, entry in
            guard entry.files?.matches(path) != false else { return nil }
            // A resource that is named without a file may be in a template that isn't reviewed now.
            let isAboutIt =
                entry.files != nil
                || entry.resource.map { resource in template.section("Resources").contains { resource.matches($0.key) } } ?? true
            let acceptance = Acceptance(
                rules: entry.rules, reason: entry.reason, until: entry.until, manner: .policy, source: entry.source)
            return PolicyEntry(index: index, acceptance: acceptance, resource: entry.resource, isAboutIt: isAboutIt)
        }
    }

    /// What is wrong with the policy's own acceptances, once all its templates are judged: they are over, or accepted nothing.
    public func findingsOfPolicy(after judgements: [Judgement], today: Day) -> [Finding] {
        let used = judgements.reduce(into: Set<Int>()) { $0.formUnion($1.used) }
        let aboutSome = judgements.reduce(into: Set<Int>()) { $0.formUnion($1.aboutIt) }
        return policy.acceptances.enumerated().flatMap { index, entry -> [Finding] in
            let acceptance = Acceptance(rules: entry.rules, reason: entry.reason, until: entry.until, manner: .policy)
            let place = Place(path: ["accept", String(index)], source: entry.source)
            if acceptance.isExpired(on: today) {
                guard isRunning(Rule.expiredAcceptance.slug) else { return [] }
                return [Self.expired(acceptance, at: place).finding(of: .expiredAcceptance, policy)]
            }
            guard aboutSome.contains(index), !used.contains(index), entry.rules.allSatisfy(isRunning),
                isRunning(Rule.unusedAcceptance.slug)
            else { return [] }
            let slugs = entry.rules.joined(separator: ", ")
            return [Self.unused(slugs, at: place).finding(of: .unusedAcceptance, policy)]
        }
    }
}
