/// The JSON types that a schema accepts.
public struct SchemaTypes: OptionSet, Hashable, Sendable {
    /// One bit a type.
    public let rawValue: UInt8

    /// The types of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Text.
    public static let string = Self(rawValue: 1)
    /// A whole number.
    public static let integer = Self(rawValue: 2)
    /// Any number.
    public static let number = Self(rawValue: 4)
    /// `true` or `false`.
    public static let boolean = Self(rawValue: 8)
    /// An object.
    public static let object = Self(rawValue: 16)
    /// A list.
    public static let array = Self(rawValue: 32)
    /// `null`, which CloudFormation accepts nowhere in practice.
    public static let null = Self(rawValue: 64)
}
