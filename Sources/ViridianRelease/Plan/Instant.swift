/// A point in time: milliseconds on the runner's clock, which runs on while the machine sleeps and is never set back.
///
/// Waits are stored as absolute instants, so that a restart neither restarts nor skips them (rule 7).
public struct Instant: Hashable, Sendable, Comparable, Codable {
    /// Counted from a beginning that only the clock knows; differences are what matters.
    public var milliseconds: Int64

    /// An instant of a clock that counts milliseconds.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Read from a plain number.
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Written as a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    /// Earlier is less.
    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The instant so much later.
    public static func + (instant: Self, duration: Duration) -> Self {
        Self(milliseconds: instant.milliseconds + duration.milliseconds)
    }

    /// The time from the right one to the left one.
    public static func - (left: Self, right: Self) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }
}

extension Duration {
    /// Whole milliseconds; what is smaller is cut off.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// A length of minutes, as release plans are written: `.minutes(5)`.
    package static func minutes(_ minutes: Int) -> Duration { .seconds(minutes * 60) }
}

/// A duration that is written to a journal as whole milliseconds.
@propertyWrapper
public struct Milliseconds: Hashable, Sendable, Codable {
    /// The duration itself, which may be finer than what is written.
    public var wrappedValue: Duration

    /// Wraps a duration.
    public init(wrappedValue: Duration) { self.wrappedValue = wrappedValue }

    /// Read from a plain number.
    public init(from decoder: any Decoder) throws {
        wrappedValue = .milliseconds(try decoder.singleValueContainer().decode(Int64.self))
    }

    /// Written as a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue.milliseconds)
    }
}
