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
    public init() {}

    public func now() -> Instant {
        var time = timespec()
        #if os(Linux)
            clock_gettime(CLOCK_BOOTTIME, &time)
        #else
            clock_gettime(CLOCK_MONOTONIC, &time)
        #endif
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    public func sleep(until instant: Instant) async throws {
        let rest = instant - now()
        if rest > .zero { try await Task.sleep(for: rest) }
    }
}
