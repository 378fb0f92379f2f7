/// A rule of docs/release-rules.md that a release broke; 0 is liveness, that every release ends.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// The number of the rule.
    public var rule: Int
    /// What was done, or left undone.
    public var what: String

    /// The rule and what broke it.
    public var description: String { rule == 0 ? "liveness: \(what)" : "rule \(rule): \(what)" }
}
