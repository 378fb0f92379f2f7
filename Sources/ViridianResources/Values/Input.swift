public import ViridianTemplate

/// What a property takes: a literal, or an intrinsic function that gives a value of that type.
///
/// Literals are written as they are, and text over handles and parameters becomes `Fn::Sub`:
///
/// ```swift
/// EC2.VPC(cidrBlock: "10.0.0.0/16", enableDNSSupport: true)
/// let name: Input<String> = "orders-\(cluster)-\(AWS.region)"
/// ```
///
/// The type remembers what the value is, so that an `Input<ARN<ECS.Cluster>>` is refused where a target group's ARN is wanted.
public struct Input<T>: Lowerable, Hashable, Sendable {
    /// The value as the template has it.
    public let lowered: Lowered

    /// A value that was put together by hand, such as the result of a function that has no Swift name here.
    public init(lowered: Lowered) { self.lowered = lowered }

    /// The result of a function that points at nothing in the stack.
    public init(_ function: Intrinsic) { self.init(lowered: Lowered(.call(function))) }

    /// The same value where another type is wanted. Use it for what Swift can't know, such as an ARN that came as text.
    public func typed<Other>(as type: Other.Type = Other.self) -> Input<Other> { Input<Other>(lowered: lowered) }
}

extension Input where T: Lowerable {
    /// A literal that is known only when the program runs.
    public init(_ value: T) { self.init(lowered: value.lowered) }
}

extension Input {
    /// A list of single values.
    public static func list<Element>(_ items: [Input<Element>]) -> Input where T == [Element] {
        Input(lowered: items.lowered)
    }

    /// `Fn::Select`: one item of a list.
    public static func select(_ index: Int, from list: Input<[T]>) -> Input {
        let function = Intrinsic.select(index: Node(.number(Number(index))), list.lowered.node)
        return Input(lowered: Lowered(.call(function), references: list.lowered.references))
    }
}

/// A value that is text in a template: `String` itself, ARNs, ids, AWS's open sets of words.
public protocol TextValue {}

/// A value that is a number in a template.
public protocol NumberValue {}

/// Something that may stand inside text: text, numbers, and whatever AWS turns into text.
public protocol Interpolatable: Lowerable {}

extension String: TextValue, Interpolatable {}
extension Int: NumberValue, Interpolatable {}
extension Double: NumberValue {}
extension Input: Interpolatable where T: TextValue {}
