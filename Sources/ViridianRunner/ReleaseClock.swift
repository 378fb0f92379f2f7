public import ViridianRelease

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Where a runner gets the time from. Tests advance theirs by hand.
public protocol ReleaseClock: Sendable {
    func now() -> Instant
    func sleep(until instant: Instant) async throws
}

/// The machine's clock since it was started: it is never set back, and all processes of the machine agree on it.
public struct MachineClock: ReleaseClock {
    /// The clock of this machine; all of them agree.
    public init() {}

    /// Milliseconds since the machine was started, those that it slept included.
    public func now() -> Instant { Instant(milliseconds: Int64(sinceStart / .milliseconds(1))) }

    /// The time since the machine was started, to the nanosecond.
    public var sinceStart: Duration {
        var time = timespec()
        #if os(Linux)
            clock_gettime(CLOCK_BOOTTIME, &time)
        #else
            clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
    }

    public func sleep(until instant: Instant) async throws {
        let rest = instant - now()
        if rest > .zero { try await Task.sleep(for: rest) }
    }
}
