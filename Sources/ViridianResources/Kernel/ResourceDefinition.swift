public import ViridianTemplate

/// A resource of one type, ready to be added to a stack. The `init` of each type lowers what it is given into ``Properties``.
public protocol ResourceDefinition: Sendable {
    /// What `Ref` gives: `ARN<Self>`, `ID<Self>`, or `String` for a name.
    associatedtype Reference
    /// CloudFormation's name of the type.
    static var type: String { get }
    /// How it takes tags.
    static var tagging: Tagging { get }
    /// What it is made with.
    var properties: Properties { get set }
}

/// How a resource type takes tags.
public enum Tagging: Hashable, Sendable {
    /// It takes none: listeners, routes, associations.
    case none
    /// A list of `Key` and `Value` in this property.
    case list(String)
}

/// Properties in their order, as the template will have them.
public struct Properties: Hashable, Sendable {
    /// The properties as an object.
    public var object: Object

    /// Takes those that have a value.
    public init(_ pairs: [(name: String, value: (any Lowerable)?)]) {
        object = Object(pairs.compactMap { pair in pair.value.map { Field(pair.name, $0.node) } })
    }
}

/// Any resource type, by CloudFormation's name, for what has no type of its own here.
public struct GenericResource: ResourceDefinition {
    public typealias Reference = String
    public static let type = ""
    public static let tagging = Tagging.none
    public var properties: Properties
    /// CloudFormation's name of the type.
    public let typeName: String

    /// A resource with properties as they stand in a template.
    public init(_ typeName: String, properties: Object) {
        self.typeName = typeName
        self.properties = Properties([])
        self.properties.object = properties
    }
}

/// A resource that was added to a stack; only `stack.add` makes one, so a dangling reference can't be written.
public struct Handle<Resource: ResourceDefinition>: AnyHandle {
    /// Its name within the template.
    public let logicalID: String

    /// What `Ref` gives for it.
    public var ref: Input<Resource.Reference> { Input(node: Node(.function(.ref(logicalID)))) }

    /// An attribute that has no property of its own here; the caller vouches for its kind.
    public func attribute<Kind>(_ name: String, as kind: Kind.Type = String.self) -> Input<Kind> {
        Input(node: Node(.function(.getAtt(resource: logicalID, attribute: Node(.string(name))))))
    }
}

/// A handle, whatever its type: for dependencies that no property says.
public protocol AnyHandle: Hashable, Sendable {
    /// Its name within the template.
    var logicalID: String { get }
}

extension Node {
    /// An object of those properties that have a value.
    init(properties pairs: [(name: String, value: (any Lowerable)?)]) { self.init(.object(Properties(pairs).object)) }
}
