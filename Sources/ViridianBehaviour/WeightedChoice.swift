/// Chooses among weighted options so that every full rotation contains each option exactly as often as its weight says.
///
/// An Application Load Balancer promises only that a target group receives weight / sum of weights of the requests in the
/// long run. A smooth rotation keeps that promise exactly over every `total` choices, spreads each option evenly within a
/// rotation and needs no randomness, so a rehearsal with the same requests always makes the same choices.
///
/// A weight of 0 is never chosen; when all weights are 0 there is nothing to choose.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html>
public struct WeightedChoice: Hashable, Sendable {
    /// The weight of each option, by position.
    public let weights: [Int]

    /// The sum of all weights: the length of one rotation.
    public let total: Int

    /// What each option has saved up; the richest is chosen and pays `total`.
    private var credit: [Int]

    /// A rotation over options with these weights; a negative weight counts as 0.
    public init(weights: [Int]) {
        self.weights = weights.map { max(0, $0) }
        total = self.weights.reduce(0, +)
        credit = Array(repeating: 0, count: weights.count)
    }

    /// The position of the next option, or nil when no option has a weight above 0.
    public mutating func next() -> Int? {
        guard total > 0 else { return nil }
        var chosen = 0
        for position in weights.indices {
            credit[position] += weights[position]
            if credit[position] > credit[chosen] { chosen = position }
        }
        credit[chosen] -= total
        return chosen
    }
}
