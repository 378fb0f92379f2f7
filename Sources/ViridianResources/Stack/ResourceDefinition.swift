public import ViridianTemplate

/// A resource of AWS as a value: its type, and properties in the order in which AWS's schema has them.
///
/// A type's `init` takes its properties by their AWS names and lowers them into one `Properties` value. Property structs such as
/// `ECS.Service.LoadBalancer` do the same through ``PropertyStruct``.
public protocol ResourceDefinition: Hashable, Sendable {
    /// The name of the type: `AWS::ECS::Cluster`.
    var type: String { get }
    /// What was given for the properties.
    var properties: Properties { get set }
    /// How the type takes tags.
    var tagging: Tagging { get }
    /// What a resource of this type is for, in a sentence, where whoever adds it says nothing else.
    var purpose: String { get }
}

/// How a resource type takes tags.
public enum Tagging: Hashable, Sendable {
    /// Not at all.
    case none
    /// In `Tags`, as a list of `Key` and `Value`.
    case list
    /// In `Tags`, as one object.
    case map
}

/// A part of a resource's properties that AWS's schema describes by itself.
public protocol PropertyStruct: Lowerable, Hashable, Sendable {
    /// What was given for it.
    var properties: Properties { get }
}

extension PropertyStruct {
    /// An object.
    public var lowered: Lowered { properties.lowered }
}

/// What was given for the properties of a resource: an object in order, and what it points at.
public struct Properties: Hashable, Sendable, Lowerable {
    private(set) var fields = Object()
    /// What each property points at.
    private var references: [String: [Reference]] = [:]

    /// No properties yet.
    public init() {}

    /// Gives a property a value, in place of what it had; `nil` leaves the property as it is.
    public mutating func set<Value: Lowerable>(_ key: String, _ value: Value?) {
        guard let lowered = value?.lowered else { return }
        fields[key] = lowered.node
        references[key] = lowered.references.isEmpty ? nil : lowered.references
    }

    /// The value of a property.
    public subscript(key: String) -> Node? { fields[key] }

    /// The value of a property, with what it points at.
    func lowered(_ key: String) -> Lowered? {
        fields[key].map { Lowered($0, references: references[key] ?? []) }
    }

    /// An object.
    public var lowered: Lowered { Lowered(Node(.object(fields)), references: fields.keys.flatMap { references[$0] ?? [] }) }
}
