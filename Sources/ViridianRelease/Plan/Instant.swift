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

    static func + (instant: Self, length: Milliseconds) -> Self {
        Self(milliseconds: instant.milliseconds + length.count)
    }

    func since(_ earlier: Self) -> Milliseconds { Milliseconds(milliseconds - earlier.milliseconds) }
}

extension Duration {
    /// Whole milliseconds; what is smaller is cut off.
    public var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// A length of minutes, as release plans are written: `.minutes(5)`.
    package static func minutes(_ minutes: Int) -> Duration { .seconds(minutes * 60) }
}

/// A length of time in whole milliseconds, and the wrapper of a `Duration` that is kept as such.
///
/// The release reckons in them, and its journal is written in them, so that what was read back waits exactly as long as what was
/// written. A `Duration` counts in 128 bits, which is slow where millions of waits are tried.
@propertyWrapper
public struct Milliseconds: Hashable, Sendable, Comparable, Codable {
    /// How many there are.
    public var count: Int64

    /// The same as a duration.
    public var wrappedValue: Duration {
        get { .milliseconds(count) }
        set { count = newValue.milliseconds }
    }

    /// The number of milliseconds, to reckon with.
    public var projectedValue: Milliseconds { self }

    /// Wraps a duration; what is finer than a millisecond is cut off.
    public init(wrappedValue: Duration) { count = wrappedValue.milliseconds }

    /// Read from a plain number.
    public init(from decoder: any Decoder) throws { count = try decoder.singleValueContainer().decode(Int64.self) }

    /// Written as a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }

    /// No time at all.
    public static let zero = Milliseconds(0)

    init(_ count: Int64) { self.count = count }
    init(seconds: Int) { count = Int64(seconds) * 1000 }

    /// Shorter is less.
    public static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    static func + (left: Self, right: Self) -> Self { Self(left.count + right.count) }
    static func - (left: Self, right: Self) -> Self { Self(left.count - right.count) }
    static func * (length: Self, times: Int64) -> Self { Self(length.count * times) }
}
