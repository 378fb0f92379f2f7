/// A value with the place where it was read. Two nodes are equal when their values are: where they stand does not count.
public struct Node: Sendable {
    // Spelled in full: inside `Node`, a bare `Value` is that of `ExpressibleByDictionaryLiteral`, which is `Node` itself.
    /// What the node is.
    public var value: ViridianTemplate.Value
    /// Where it was read; none for what was made in Swift.
    public var source: SourceRange?

    /// A value, and where it stands.
    public init(_ value: ViridianTemplate.Value, at source: SourceRange? = nil) {
        self.value = value
        self.source = source
    }
}

extension Node: Hashable {
    /// By value: the same text from two files is the same.
    public static func == (left: Self, right: Self) -> Bool { left.value == right.value }
    /// By value, as `==`.
    public func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What a template is made of: JSON's values, and CloudFormation's functions as values of their own.
public enum Value: Hashable, Sendable {
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
    /// The digits as written, in JSON's form.
    public var text: String

    /// A number by its text.
    public init(text: String) { self.text = text }
    /// A whole number.
    public init(_ value: Int) { text = String(value) }
    /// A number in its shortest text: whole ones without a point.
    public init(_ value: Double) { text = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value) }

    /// The number where it is whole and fits; `1.0` is not written as a whole number.
    public var int: Int? { Int(text) }
    /// The nearest floating-point number.
    public var double: Double? { Double(text) }
    /// The number's text.
    public var description: String { text }
}

/// A key with its value, and where the key stands.
public struct Field: Sendable {
    /// The field's name.
    public var key: String
    /// Where the key stands, without the value.
    public var keySource: SourceRange?
    /// The field's value.
    public var node: Node

    /// A field, and where its key stands.
    public init(_ key: String, _ node: Node, keySource: SourceRange? = nil) {
        self.key = key
        self.node = node
        self.keySource = keySource
    }
}

extension Field: Hashable {
    /// By key and value, wherever they stand.
    public static func == (left: Self, right: Self) -> Bool { left.key == right.key && left.node == right.node }
    /// By key and value, as `==`.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(node)
    }
}

/// An object whose fields keep the order in which they were written. Equality ignores that order, as JSON does.
public struct Object: Sendable, ExpressibleByDictionaryLiteral {
    /// All fields in their order.
    public var fields: [Field]

    /// An object of these fields; the caller sees to it that no key comes twice.
    public init(_ fields: [Field] = []) { self.fields = fields }

    /// An object as a literal, in the literal's order.
    public init(dictionaryLiteral elements: (String, Node)...) {
        fields = elements.map { Field($0.0, $0.1) }
    }

    /// The keys in their order.
    public var keys: [String] { fields.map(\.key) }
    /// Whether there is no field.
    public var isEmpty: Bool { fields.isEmpty }

    /// The field of a key, with its places.
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
    /// By fields, in any order.
    public static func == (left: Self, right: Self) -> Bool {
        guard left.fields.count == right.fields.count else { return false }
        if left.fields == right.fields { return true }
        return left.fields.sorted { $0.key < $1.key } == right.fields.sorted { $0.key < $1.key }
    }

    /// By fields, in any order.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(fields.count)
        for field in fields.sorted(by: { $0.key < $1.key }) { hasher.combine(field) }
    }
}

extension Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    /// A text.
    public init(stringLiteral value: String) { self.init(.string(value)) }
    /// A whole number.
    public init(integerLiteral value: Int) { self.init(.number(Number(value))) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self.init(.bool(value)) }
    /// A list.
    public init(arrayLiteral elements: Node...) { self.init(.list(elements)) }
    /// An object.
    public init(dictionaryLiteral elements: (String, Node)...) {
        self.init(.object(Object(elements.map { Field($0.0, $0.1) })))
    }
}

extension Node {
    /// The text, where this is one.
    public var string: String? { if case .string(let string) = value { string } else { nil } }
    /// The truth value, where this is one; the text `true` is none.
    public var bool: Bool? { if case .bool(let bool) = value { bool } else { nil } }
    /// The items, where this is a list.
    public var list: [Node]? { if case .list(let list) = value { list } else { nil } }
    /// The object, where this is one.
    public var object: Object? { if case .object(let object) = value { object } else { nil } }
    /// The function, where this is a call.
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

    /// The value of a key, where this is an object that has it.
    public subscript(key: String) -> Node? { object?[key] }
}
