public import ViridianTemplate

/// What somebody wrote down to keep findings although they are right: which rules, why, and until when.
public struct Acceptance: Hashable, Sendable {
    /// How it was written.
    public enum Manner: String, Hashable, Sendable, CaseIterable {
        /// `# viridian:accept …` in YAML.
        case comment
        /// `Viridian: {Accept: …}` in the metadata of a template or resource, as `stack.accept` writes it.
        case metadata
        /// `cfn-lint: {config: {ignore_checks: …}}` in the same place.
        case lint
        /// `accept` in the policy.
        case policy
    }

    /// The slugs of the rules.
    public var rules: [String]
    /// Why the findings may stay.
    public var reason: String
    /// The last day on which it holds; nothing for ever.
    public var until: Day?
    /// How it was written.
    public var manner: Manner
    /// Where it stands.
    public var source: SourceRange?

    /// Whether it no longer holds.
    func isExpired(on today: Day) -> Bool { until.map { $0 < today } ?? false }
}

/// A finding that stays, and why it may.
public struct AcceptedFinding: Hashable, Sendable {
    /// What was found.
    public var finding: Finding
    /// Why it stays.
    public var acceptance: Acceptance

    /// A finding with its reason.
    public init(_ finding: Finding, _ acceptance: Acceptance) {
        self.finding = finding
        self.acceptance = acceptance
    }
}
