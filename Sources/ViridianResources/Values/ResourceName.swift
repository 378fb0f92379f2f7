import ViridianTemplate

/// A name that a resource has in AWS, where it stands beside those of other environments: it always ends with the suffix of its
/// own.
///
/// ```swift
/// Logs.LogGroup(logGroupName: "orders", retentionInDays: .days7)   // orders-dev in the environment dev
/// ```
public struct ResourceName: Hashable, Sendable, Lowerable, ExpressibleByStringInterpolation {
    /// The name before its suffix.
    public let base: Input<String>

    /// A name before its suffix.
    public init(_ base: Input<String>) { self.base = base }

    /// A name before its suffix.
    public init(stringLiteral value: String) { base = Input(value) }
    /// A name before its suffix, over handles and parameters.
    public init(stringInterpolation: TextInterpolation) { base = Input(stringInterpolation: stringInterpolation) }

    /// The name with its suffix.
    public var full: Input<String> { "\(base)-\(Stack.environmentSuffix)" }

    /// The name with its suffix.
    public var lowered: Lowered { full.lowered }
}
