import ViridianTemplate

extension Input: ExpressibleByUnicodeScalarLiteral, ExpressibleByExtendedGraphemeClusterLiteral, ExpressibleByStringLiteral,
    ExpressibleByStringInterpolation
where T: TextValue {
    /// Text as it is.
    public init(stringLiteral value: String) { self.init(lowered: value.lowered) }

    /// Text over handles, parameters and inputs: an `Fn::Sub` where one of them is known only to AWS.
    public init(stringInterpolation: TextInterpolation) { self.init(lowered: stringInterpolation.lowered) }

    /// Text that was computed.
    public init(text: String) { self.init(lowered: text.lowered) }
}

extension Input: ExpressibleByIntegerLiteral where T: NumberValue {
    /// A whole number as it is.
    public init(integerLiteral value: Int) { self.init(lowered: value.lowered) }
}

extension Input: ExpressibleByFloatLiteral where T == Double {
    /// A number as it is.
    public init(floatLiteral value: Double) { self.init(lowered: value.lowered) }
}

extension Input: ExpressibleByBooleanLiteral where T == Bool {
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self.init(lowered: value.lowered) }
}

/// A value that is a list in a template.
public protocol ListValue {
    /// What it is a list of.
    associatedtype ListElement
}

extension Array: ListValue {
    /// What it is a list of.
    public typealias ListElement = Element
}

extension Input: ExpressibleByArrayLiteral where T: ListValue {
    /// A list of literals and functions.
    public init(arrayLiteral elements: Input<T.ListElement>...) { self.init(lowered: elements.lowered) }
}
