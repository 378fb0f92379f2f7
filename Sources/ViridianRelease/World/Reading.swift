/// What was read of the world: the live weights, and each colour's tasks and requests.
///
/// It is handed on many times and never changed, so that its copies share what was found.
public struct Reading: Hashable, Sendable, Codable, CustomStringConvertible {
    @usableFromInline let found: Found

    @usableFromInline final class Found: Sendable, Codable {
        @usableFromInline let weights: Weights
        @usableFromInline let rule: RuleSettings
        @usableFromInline let colours: PerColour<ColourReading>
        @usableFromInline let signals: [Signal]

        init(_ weights: Weights, _ rule: RuleSettings, _ colours: PerColour<ColourReading>, _ signals: [Signal]) {
            self.weights = weights
            self.rule = rule
            self.colours = colours
            self.signals = signals
        }
    }

    /// Everything that one observation found.
    public init(
        weights: Weights, rule: RuleSettings = .plain, colours: PerColour<ColourReading>, signals: [Signal] = []
    ) {
        found = Found(weights, rule, colours, signals)
    }

    /// Read as the object that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws { found = try Found(from: decoder) }

    /// Written as an object with what was found.
    public func encode(to encoder: any Encoder) throws { try found.encode(to: encoder) }

    /// The weights of the production listener as they are now.
    @inlinable public var weights: Weights { found.weights }
    /// What the production rule says besides its weights.
    @inlinable public var rule: RuleSettings { found.rule }
    /// What was read of each colour.
    @inlinable public var colours: PerColour<ColourReading> { _read { yield found.colours } }
    /// The answers to ``Query/signals``, in its order.
    @inlinable public var signals: [Signal] { found.signals }

    /// All that was found, as a structure of its own would be printed.
    public var description: String {
        "Reading(weights: \(weights), rule: \(rule), colours: \(colours), signals: \(signals))"
    }

    /// Whether the same was found.
    public static func == (left: Self, right: Self) -> Bool {
        left.weights == right.weights && left.rule == right.rule && left.colours == right.colours
            && left.signals == right.signals
    }

    /// Hashes what was found.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(weights)
        hasher.combine(rule)
        hasher.combine(colours)
        hasher.combine(signals)
    }
}

/// What a listener's rule says besides its weights. A release hands it back as it was read (rule 15).
public struct RuleSettings: Hashable, Sendable, Codable {
    /// How long a user stays on the colour that was first given, where target-group stickiness is on (rule 22).
    public var stickinessSeconds: Int
    /// Conditions, authentication, priority and all the rest, in a form that only the world reads.
    public var rest: String

    /// No stickiness, nothing else.
    public static let plain = RuleSettings(stickinessSeconds: 0, rest: "")

    /// What a rule says besides its weights.
    public init(stickinessSeconds: Int, rest: String) {
        self.stickinessSeconds = stickinessSeconds
        self.rest = rest
    }
}

/// How much autoscaling may do with a colour's tasks (rule 24).
public enum Scaling: String, Hashable, Sendable, Codable {
    case active
    case scaleInSuspended
    case suspended
}
