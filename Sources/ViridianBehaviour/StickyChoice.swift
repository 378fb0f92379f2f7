/// A weighted choice by which users stay: target-group stickiness of a forward action.
///
/// Weights decide about users who are not bound yet. Whoever was sent to an option stays there until the affinity is over, whatever
/// the weights have become meanwhile. When it is over, only a weight that has fallen lets the user go: a share that was given is not
/// taken back by a rising weight, so that during a release nobody goes from the new version to the old one and back.
///
/// An Application Load Balancer draws anew for every user whose cookie has ended.
///
/// Source: <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html>
public struct StickyChoice: Hashable, Sendable {
    /// Where a user was sent.
    public struct Affinity: Hashable, Sendable {
        /// The position of the option.
        public var option: Int
        /// The option's share when the user was sent there, in millionths.
        public var shareMillionths: Int
        /// Until when the user stays whatever the weights are, as a duration since the start of the caller's clock.
        public var ends: Duration

        /// An affinity that was given earlier.
        public init(option: Int, shareMillionths: Int, ends: Duration) {
            self.option = option
            self.shareMillionths = shareMillionths
            self.ends = ends
        }
    }

    /// How long users stay; nothing where each request is decided by the weights alone.
    public let duration: Duration?
    private var choice: WeightedChoice

    /// A choice among options with these weights.
    public init(weights: [Int], duration: Duration?) {
        choice = WeightedChoice(weights: weights)
        self.duration = duration
    }

    /// The weight of each option, by position.
    public var weights: [Int] { choice.weights }

    /// Other weights from now on. They bind nobody who is bound.
    public mutating func setWeights(_ weights: [Int]) { choice = WeightedChoice(weights: weights) }

    /// The option for a request by a user who may be bound, and the affinity to remember if it is another one; nothing when no
    /// option has a weight above 0.
    public mutating func next(for affinity: Affinity?, at now: Duration) -> (option: Int, new: Affinity?)? {
        guard let duration else { return choice.next().map { ($0, nil) } }
        if let affinity, choice.weights.indices.contains(affinity.option) {
            if now < affinity.ends { return (affinity.option, nil) }
            if share(of: affinity.option) >= max(1, affinity.shareMillionths) {
                return (affinity.option, bind(to: affinity.option, now + duration))
            }
        }
        return choice.next().map { ($0, bind(to: $0, now + duration)) }
    }

    private func bind(to option: Int, _ ends: Duration) -> Affinity {
        Affinity(option: option, shareMillionths: share(of: option), ends: ends)
    }

    private func share(of option: Int) -> Int { choice.total == 0 ? 0 : choice.weights[option] * 1_000_000 / choice.total }
}
