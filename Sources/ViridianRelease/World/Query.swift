/// What is asked of a world: requests since an instant, and how many of them were slower than each bound.
///
/// A release asks the same thing many times, only since another instant, so that its queries share what they ask.
public struct Query: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Requests that ended before this instant are not counted.
    public var since: Instant
    @usableFromInline let asked: Asked

    @usableFromInline final class Asked: Sendable {
        @usableFromInline let latencyBoundsMilliseconds: [Int]
        @usableFromInline let signals: [String]

        init(_ latencyBoundsMilliseconds: [Int], _ signals: [String]) {
            self.latencyBoundsMilliseconds = latencyBoundsMilliseconds
            self.signals = signals
        }
    }

    /// A question for the requests since an instant.
    public init(since: Instant, latencyBoundsMilliseconds: [Int], signals: [String] = []) {
        self.since = since
        asked = Asked(latencyBoundsMilliseconds, signals)
    }

    /// The bounds of all latency gates, in milliseconds.
    @inlinable public var latencyBoundsMilliseconds: [Int] { asked.latencyBoundsMilliseconds }
    /// The alarms and metrics that gates ask for.
    @inlinable public var signals: [String] { asked.signals }

    private enum CodingKeys: CodingKey {
        case since, latencyBoundsMilliseconds, signals
    }

    /// Read as the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        since = try container.decode(Instant.self, forKey: .since)
        asked = Asked(
            try container.decode([Int].self, forKey: .latencyBoundsMilliseconds),
            try container.decode([String].self, forKey: .signals))
    }

    /// Written as an object with what is asked.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(since, forKey: .since)
        try container.encode(latencyBoundsMilliseconds, forKey: .latencyBoundsMilliseconds)
        try container.encode(signals, forKey: .signals)
    }

    /// What is asked, as a structure of its own would be printed.
    public var description: String {
        "Query(since: \(since), latencyBoundsMilliseconds: \(latencyBoundsMilliseconds), signals: \(signals))"
    }

    /// Whether the same is asked.
    public static func == (left: Self, right: Self) -> Bool {
        left.since == right.since && left.latencyBoundsMilliseconds == right.latencyBoundsMilliseconds
            && left.signals == right.signals
    }

    /// Hashes what is asked.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(since)
        hasher.combine(latencyBoundsMilliseconds)
        hasher.combine(signals)
    }
}
