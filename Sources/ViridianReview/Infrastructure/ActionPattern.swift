/// A pattern of IAM such as `ecs:Describe*`.
enum ActionPattern {
    /// Whether a pattern covers an action; both in lower case.
    static func matches(_ pattern: String, _ action: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return pattern == action }
        guard action.hasPrefix(parts[0]) else { return false }
        var rest = action.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(parts[parts.count - 1])
    }
}
