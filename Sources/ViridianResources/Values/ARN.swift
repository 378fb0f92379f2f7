/// The Amazon Resource Name of something, which remembers what it names.
///
/// Source: AWS General Reference, "Amazon Resource Names (ARNs)".
public struct ARN<R>: RawRepresentable, Hashable, Sendable, TextValue, Lowerable {
    /// The name, from `arn:` on.
    public var rawValue: String
    /// An ARN as text.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// The id of something, such as `vpc-0a1b2c3d`, which remembers what it names.
public struct ID<R>: RawRepresentable, Hashable, Sendable, TextValue, Lowerable {
    /// The id.
    public var rawValue: String
    /// An id as text.
    public init(rawValue: String) { self.rawValue = rawValue }
}
