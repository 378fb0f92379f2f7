/// Where a balancer gets the time and its random numbers from.
public struct BalancerClock: Sendable {
    /// The time since some fixed moment, never going back.
    public var now: @Sendable () -> Duration
    /// The time since 1970, for trace ids.
    public var sinceEpoch: @Sendable () -> Duration
    /// Where the numbers in trace ids begin.
    public var seed: UInt64

    /// A clock.
    public init(now: @escaping @Sendable () -> Duration, sinceEpoch: @escaping @Sendable () -> Duration, seed: UInt64) {
        self.now = now
        self.sinceEpoch = sinceEpoch
        self.seed = seed
    }
}
