/// Takes the members of a list in turn, whatever the length of the list is at each turn.
///
/// The default algorithm of a target group is round robin over its healthy targets, independently of other groups. Targets
/// come and go between two choices, so the rotation remembers a position, not a member.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html>
public struct RoundRobin: Hashable, Sendable {
    private var position = 0

    /// A rotation that begins with the first member.
    public init() {}

    /// The index of the next member of a list of `count` members, or nil when the list is empty.
    public mutating func next(of count: Int) -> Int? {
        guard count > 0 else { return nil }
        let chosen = position < count ? position : 0
        position = chosen + 1
        return chosen
    }
}
