public import ViridianTemplate

/// Something that becomes a value in a template.
public protocol Lowerable: Sendable {
    /// The value, with functions for what only AWS knows.
    var node: Node { get }
}

/// The value of a property: a literal, or a function whose value AWS finds out. `Value` says of what kind it will be, so that a
/// cluster's ARN is not accepted where a task definition's is wanted.
public struct Input<Value>: Hashable, Sendable, Lowerable {
    /// The value as it stands in the template.
    public let node: Node

    /// Takes a value over from a template. The caller vouches for its kind.
    public init(node: Node) { self.node = node }

    /// The same value where another kind is asked for: a way out when AWS takes more than the types say.
    public func cast<Other>(to kind: Other.Type) -> Input<Other> { Input<Other>(node: node) }
}

/// The Amazon Resource Name of a resource of one type.
public enum ARN<Resource> {}

/// The identifier of a resource of one type: `vpc-…`, `subnet-…`, `sg-…`.
public enum ID<Resource> {}

extension Input: ExpressibleByUnicodeScalarLiteral where Value == String {
    /// A text of one scalar.
    public init(unicodeScalarLiteral value: String) { self.init(stringLiteral: value) }
}

extension Input: ExpressibleByExtendedGraphemeClusterLiteral where Value == String {
    /// A text of one character.
    public init(extendedGraphemeClusterLiteral value: String) { self.init(stringLiteral: value) }
}

extension Input: ExpressibleByStringLiteral where Value == String {
    /// A text.
    public init(stringLiteral value: String) { node = Node(.string(value)) }
}

extension Input where Value == String {
    /// A text that is known when the template is written.
    public init(_ text: String) { node = Node(.string(text)) }
}

extension Input: ExpressibleByIntegerLiteral where Value: Numeric {
    /// A whole number.
    public init(integerLiteral value: Int) { node = Node(.number(Number(value))) }
}

extension Input where Value == Int {
    /// A number that is known when the template is written.
    public init(_ number: Int) { node = Node(.number(Number(number))) }
}

extension Input: ExpressibleByBooleanLiteral where Value == Bool {
    /// Yes or no.
    public init(booleanLiteral value: Bool) { node = Node(.bool(value)) }
}

extension Input: ExpressibleByFloatLiteral where Value == Double {
    /// A number.
    public init(floatLiteral value: Double) { node = Node(.number(Number(value))) }
}

extension Array: Lowerable where Element: Lowerable {
    /// A list of the elements' values.
    public var node: Node { Node(.list(map(\.node))) }
}

extension Node: Lowerable {
    /// The node itself: for policy documents and other free JSON.
    public var node: Node { self }
}

/// A closed set of words, such as an enum of AWS's.
public protocol Word: Lowerable, RawRepresentable where RawValue == String {}

extension Word {
    /// The word as text.
    public var node: Node { Node(.string(rawValue)) }
}
