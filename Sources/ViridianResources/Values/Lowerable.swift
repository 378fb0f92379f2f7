public import ViridianTemplate

/// A value as it stands in a template, with the things of a stack that it points at.
public struct Lowered: Hashable, Sendable {
    /// The value.
    public var node: Node
    /// What the value points at. A stack checks that all of it is its own.
    public var references: [Reference]

    /// A value that points at the given things.
    public init(_ node: Node, references: [Reference] = []) {
        self.node = node
        self.references = references
    }
}

/// Something that can stand in a template: text, numbers, enums of AWS's words, property structs, lists of them, inputs.
public protocol Lowerable {
    /// The value as the template has it.
    var lowered: Lowered { get }
}

/// A resource or parameter of a stack, by its logical id.
public struct Reference: LogicalReference, Hashable {
    /// The stack that declares it; none for what every stack has, such as its environment's suffix.
    public var stack: String?
    /// Its name in the template.
    public var logicalID: String

    /// The reference itself.
    public var reference: Reference { self }

    /// Whether its stack is one inside another, whose things others may use.
    var isNested = false

    /// How it is written until the template is put together: what is in a nested stack says in which.
    var symbol: String { isNested ? "\(stack ?? "")/\(logicalID)" : logicalID }

    /// A reference to something in a stack.
    public init(stack: String?, logicalID: String) {
        self.stack = stack
        self.logicalID = logicalID
    }
}

extension String: Lowerable {
    /// The text itself.
    public var lowered: Lowered { Lowered(Node(.string(self))) }
}

extension Int: Lowerable {
    /// The number itself.
    public var lowered: Lowered { Lowered(Node(.number(Number(self)))) }
}

extension Double: Lowerable {
    /// The number itself.
    public var lowered: Lowered { Lowered(Node(.number(Number(self)))) }
}

extension Bool: Lowerable {
    /// `true` or `false`.
    public var lowered: Lowered { Lowered(Node(.bool(self))) }
}

extension Lowerable where Self: RawRepresentable, RawValue: Lowerable {
    /// AWS's word for it.
    public var lowered: Lowered { rawValue.lowered }
}

extension Array: Lowerable where Element: Lowerable {
    /// A list of the elements.
    public var lowered: Lowered {
        let elements = map(\.lowered)
        return Lowered(Node(.list(elements.map(\.node))), references: elements.flatMap(\.references))
    }
}

extension Dictionary: Lowerable where Key == String, Value: Lowerable {
    /// An object with its keys sorted, so that the same dictionary gives the same bytes.
    public var lowered: Lowered {
        let fields = sorted { $0.key < $1.key }.map { ($0.key, $0.value.lowered) }
        return Lowered(
            Node(.object(Object(fields.map { Field($0.0, $0.1.node) }))), references: fields.flatMap { $0.1.references })
    }
}
