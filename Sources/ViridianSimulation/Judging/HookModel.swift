/// How the hooks of a plan answer in a simulation, whatever they ask in earnest.
public struct HookModel: Hashable, Sendable {
    /// How long an answer takes. One that takes longer than its hook may is a time-out, and has what the plan says of it.
    public var answersAfter: Duration
    /// The share of answers that are no, 0…1.
    public var failureRate: Double

    /// Hooks that agree at once, unless said otherwise.
    public init(answersAfter: Duration = .zero, failureRate: Double = 0) {
        self.answersAfter = answersAfter
        self.failureRate = failureRate
    }
}
