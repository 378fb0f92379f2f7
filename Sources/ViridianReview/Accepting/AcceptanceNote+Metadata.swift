import ViridianTemplate

extension AcceptanceNote {
    /// What the metadata of a template or of a resource accepts.
    static func all(inMetadata metadata: Spot?, _ scope: Scope) -> [AcceptanceNote] {
        guard let metadata else { return [] }
        let own = [metadata["Viridian"]?["Accept"], metadata["Viridian::Accept"]].compactMap { $0 }
        return own.flatMap { spot in (spot.node.list == nil ? [spot] : spot.elements).map { entry($0, scope) } }
            + [lint(metadata["cfn-lint"]?["config"]?["ignore_checks"], scope)].compactMap { $0 }
    }

    /// `{Rule: plain-http, Reason: no certificate yet, Until: 2027-01-31}`
    private static func entry(_ spot: Spot, _ scope: Scope) -> AcceptanceNote {
        var note = AcceptanceNote(
            acceptance: Acceptance(rules: [], reason: "", manner: .metadata, source: spot.keySource ?? spot.node.source),
            scope: scope, path: spot.path)
        guard spot.node.object != nil else {
            note.flaws = [("this acceptance is \(SettingsReader.kind(of: spot.node))", "Write {Rule: rule-slug, Reason: why}.")]
            return note
        }
        let keys = ["Rule", "Reason", "Until"]
        for field in spot.fields where !keys.contains(field.key) {
            note.flaws.append(
                (
                    "an acceptance has no key \"\(field.key)\"\(Suggestion.clause(for: field.key, among: keys))",
                    "Its keys are Rule, Reason and Until."
                ))
        }
        let rule = spot["Rule"]?.node
        note.setRules(rule?.list?.compactMap(\.string) ?? rule.map { [$0.text ?? "?"] } ?? [])
        note.setUntil(spot["Until"].map { $0.node.text ?? "?" })
        note.setReason(spot["Reason"]?.node.string)
        return note
    }

    /// cfn-lint's own: it takes no reason, and a part of an id stands for all that begin with it.
    private static func lint(_ checks: Spot?, _ scope: Scope) -> AcceptanceNote? {
        let ids = checks?.node.list?.compactMap(\.string) ?? []
        let rules = ids.flatMap(LintRules.counterparts)
        guard !rules.isEmpty else { return nil }
        let acceptance = Acceptance(
            rules: Array(Set(rules)).sorted(), reason: "cfn-lint ignores \(ids.joined(separator: ", ")) here", manner: .lint,
            source: checks?.keySource)
        return AcceptanceNote(acceptance: acceptance, scope: scope)
    }
}
