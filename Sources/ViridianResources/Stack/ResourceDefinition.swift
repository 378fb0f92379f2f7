public import ViridianTemplate

/// A resource of AWS as a value: its type, and properties in the order in which AWS's schema has them.
///
/// A type's `init` takes its properties by their AWS names and lowers them into one `Properties` value. Parts of resources, such
/// as `ECS.Service.LoadBalancer`, do the same.
///
/// There are hundreds of these types, and each conformance costs whoever compiles them, and every start of every program that has
/// them. So they have the one that they need; what is `Hashable` is their `properties`.
public protocol ResourceDefinition: Sendable {
    /// The name of the type: `AWS::ECS::Cluster`.
    var type: String { get }
    /// What was given for the properties.
    var properties: Properties { get set }
    /// How the type takes tags.
    var tagging: Tagging { get }
    /// What a resource of this type is for, in a sentence, where whoever adds it says nothing else.
    var purpose: String { get }
}

/// What was given for the properties of a resource: an object in order, and what it points at.
public struct Properties: Hashable, Sendable, Lowerable, ExpressibleByDictionaryLiteral {
    private(set) var fields = Object()
    /// What each property points at.
    private var references: [String: [Reference]] = [:]

    /// No properties yet.
    public init() {}

    /// An object of any shape: `["Effect": "Allow", "Bucket": bucket.name]`.
    public init(dictionaryLiteral elements: (String, any Lowerable)...) {
        for (key, value) in elements { set(key, value) }
    }

    /// Gives a property a value, in place of what it had; `nil` leaves the property as it is.
    public mutating func set<Value: Lowerable>(_ key: String, _ value: Value?) {
        guard let lowered = value?.lowered else { return }
        fields[key] = lowered.node
        references[key] = lowered.references.isEmpty ? nil : lowered.references
    }

    /// The value of a property.
    public subscript(key: String) -> Node? { fields[key] }

    /// The properties that were given, in their order.
    public var keys: [String] { fields.keys }

    /// Gives a part of a property a value, whatever the Swift type would allow: the way out where we are wrong about AWS.
    ///
    /// `set("true", at: "LoadBalancerAttributes", "0", "Value")`; the parts before the last must be there.
    public mutating func set(_ value: some Lowerable, at path: String...) {
        guard let first = path.first, let old = lowered(first) else { return }
        let new = value.lowered
        let node = old.node.replacing(path.dropFirst(), with: new.node)
        fields[first] = node
        references[first] = old.references + new.references
    }

    /// The value of a property, with what it points at.
    func lowered(_ key: String) -> Lowered? {
        fields[key].map { Lowered($0, references: references[key] ?? []) }
    }

    /// An object.
    public var lowered: Lowered { Lowered(Node(.object(fields)), references: fields.keys.flatMap { references[$0] ?? [] }) }
}

extension Node {
    /// The node with another value at a path of keys and of positions in lists.
    fileprivate func replacing(_ path: ArraySlice<String>, with value: Node) -> Node {
        guard let key = path.first else { return value }
        let rest = path.dropFirst()
        if var object {
            object[key] = (object[key] ?? Node(.object([:]))).replacing(rest, with: value)
            return Node(.object(object))
        }
        if var list, let position = Int(key), list.indices.contains(position) {
            list[position] = list[position].replacing(rest, with: value)
            return Node(.list(list))
        }
        return self
    }
}
