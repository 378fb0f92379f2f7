/// A value with the place where it was read. Two nodes are equal when their values are: where they stand does not count.
public struct Node: Sendable {
    // Spelled in full: inside `Node`, a bare `Value` is that of `ExpressibleByDictionaryLiteral`, which is `Node` itself.
    public var value: ViridianTemplate.Value
    public var source: SourceRange?

    public init(_ value: ViridianTemplate.Value, at source: SourceRange? = nil) {
        self.value = value
        self.source = source
    }
}

extension Node: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.value == right.value }
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What a template is made of: JSON's values, and CloudFormation's functions as values of their own.
public indirect enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Number)
    case string(String)
    case list([Node])
    case object(Object)
    case function(Intrinsic)
}

/// A number as it was written. `1`, `1.0` and `1e0` stay apart, because CloudFormation turns numbers into text.
public struct Number: Hashable, Sendable, CustomStringConvertible {
    public var text: String

    public init(text: String) { self.text = text }
    public init(_ value: Int) { text = String(value) }
    public init(_ value: Double) { text = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value) }

    public var int: Int? { Int(text) }
    public var double: Double? { Double(text) }
    public var description: String { text }
}

/// A key with its value, and where the key stands.
public struct Field: Sendable {
    public var key: String
    public var keySource: SourceRange?
    public var node: Node

    public init(_ key: String, _ node: Node, keySource: SourceRange? = nil) {
        self.key = key
        self.node = node
        self.keySource = keySource
    }
}

extension Field: Hashable {
    public static func == (left: Self, right: Self) -> Bool { left.key == right.key && left.node == right.node }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(node)
    }
}

/// An object whose fields keep the order in which they were written. Equality ignores that order, as JSON does.
public struct Object: Sendable, ExpressibleByDictionaryLiteral {
    public var fields: [Field]

    public init(_ fields: [Field] = []) { self.fields = fields }

    public init(dictionaryLiteral elements: (String, Node)...) {
        fields = elements.map { Field($0.0, $0.1) }
    }

    public var keys: [String] { fields.map(\.key) }
    public var isEmpty: Bool { fields.isEmpty }

    public func field(_ key: String) -> Field? { fields.first { $0.key == key } }

    /// The value of a key. Setting a new key appends it; setting `nil` removes it.
    public subscript(key: String) -> Node? {
        get { field(key)?.node }
        set {
            let index = fields.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let node?): fields[index].node = node
            case (let index?, nil): fields.remove(at: index)
            case (nil, let node?): fields.append(Field(key, node))
            case (nil, nil): break
            }
        }
    }
}

extension Object: Hashable {
    public static func == (left: Self, right: Self) -> Bool {
        guard left.fields.count == right.fields.count else { return false }
        if left.fields == right.fields { return true }
        return left.fields.sorted { $0.key < $1.key } == right.fields.sorted { $0.key < $1.key }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(fields.count)
        for field in fields.sorted(by: { $0.key < $1.key }) { hasher.combine(field) }
    }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self.init(.string(value)) }
    public init(integerLiteral value: Int) { self.init(.number(Number(value))) }
    public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
    public init(arrayLiteral elements: Node...) { self.init(.list(elements)) }
    public init(dictionaryLiteral elements: (String, Node)...) {
        self.init(.object(Object(elements.map { Field($0.0, $0.1) })))
    }
}

extension Node {
    public var string: String? { if case .string(let string) = value { string } else { nil } }
    public var bool: Bool? { if case .bool(let bool) = value { bool } else { nil } }
    public var list: [Node]? { if case .list(let list) = value { list } else { nil } }
    public var object: Object? { if case .object(let object) = value { object } else { nil } }
    public var function: Intrinsic? { if case .function(let function) = value { function } else { nil } }

    /// A whole number, also when it was written as text, as CloudFormation accepts it.
    public var int: Int? {
        switch value {
        case .number(let number): number.int
        case .string(let string): Int(string)
        default: nil
        }
    }

    /// A number, also when it was written as text.
    public var double: Double? {
        switch value {
        case .number(let number): number.double
        case .string(let string): Double(string)
        default: nil
        }
    }

    public subscript(key: String) -> Node? { object?[key] }
}
