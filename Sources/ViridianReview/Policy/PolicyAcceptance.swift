public import ViridianTemplate

/// An entry of `accept` in a policy: findings of some rules in some places, with the reason why they may stay.
public struct PolicyAcceptance: Hashable, Sendable {
    /// The slugs of the rules.
    public var rules: [String]
    /// Which files it is about, counted from the folder of the policy; nothing for all.
    public var files: FilePattern?
    /// Which resources it is about, by logical id, which may have `*` and `?`; nothing for the whole template.
    public var resource: FilePattern?
    /// Why the findings may stay.
    public var reason: String
    /// The last day on which it holds; nothing for ever.
    public var until: Day?
    /// Where the policy says so.
    public var source: SourceRange?

    /// An acceptance of all findings of some rules, for a reason.
    public init(_ rules: [String], because reason: String) {
        self.rules = rules
        self.reason = reason
    }
}
