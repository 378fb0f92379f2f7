/// The statuses that pass a health check: a list of codes and ranges, written as `200`, `200,202` or `200-299`.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html>
public struct StatusMatcher: Hashable, Sendable, CustomStringConvertible {
    /// The accepted ranges, in the order they were written.
    public let ranges: [ClosedRange<Int>]

    /// A matcher for exactly these ranges.
    public init(_ ranges: [ClosedRange<Int>]) {
        self.ranges = ranges
    }

    /// Reads a matcher as `Matcher.HttpCode` has it; nil when `text` is not one.
    public init?(_ text: String) {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map { Self.status($0) }
            switch bounds.count {
            case 1:
                guard let only = bounds[0] else { return nil }
                ranges.append(only...only)
            case 2:
                guard let first = bounds[0], let last = bounds[1], first <= last else { return nil }
                ranges.append(first...last)
            default:
                return nil
            }
        }
        self.ranges = ranges
    }

    /// What a target group accepts when nothing is configured.
    public static let ok = StatusMatcher([200...200])

    /// Whether a check that got `status` passes.
    public func accepts(_ status: Int) -> Bool { ranges.contains { $0.contains(status) } }

    /// The matcher as it is written in a template.
    public var description: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }

    private static func status(_ text: Substring) -> Int? {
        guard let first = text.firstIndex(where: { $0 != " " }) else { return nil }
        let trimmed = text[first...].prefix { $0 != " " }
        guard trimmed.count == 3, let value = Int(trimmed), (200...499).contains(value) else { return nil }
        return value
    }
}
