import ViridianCatalog

/// A resource of any type, for those that have no Swift struct here.
///
/// ```swift
/// let jobs = stack.add("Jobs", GenericResource("AWS::SQS::Queue", ["SqsManagedSseEnabled": true]))
/// let url: Input<String> = jobs.ref()
/// ```
///
/// The stack checks it against what AWS says about the type: an unknown type or property, or one that is missing, is a problem
/// with its place in Swift. Tags are put where the type takes them.
public struct GenericResource: ResourceDefinition {
    /// The name of the type.
    public let type: String
    /// What was given for the properties.
    public var properties: Properties
    /// How the type takes tags.
    public let tagging: Tagging
    /// What the resource is for.
    public let purpose: String

    /// A resource of the given type. Say how it takes tags only where AWS's schema is wrong about it.
    public init(
        _ type: String, _ properties: KeyValuePairs<String, any Lowerable> = [:], tagging: Tagging? = nil, purpose: String = ""
    ) {
        self.type = type
        self.tagging = tagging ?? Tagging(of: Catalog.aws.type(type))
        self.purpose = purpose
        self.properties = Properties()
        for (key, value) in properties { self.properties.set(key, value) }
    }
}

extension Tagging {
    /// How AWS's schema says that a type takes tags.
    init(of type: ResourceType?) {
        guard let property = type?.tagProperty, let schema = type?.property(property) else {
            self = .none
            return
        }
        let isList = schema.types.contains(.array)
        let propagates = schema.items?.properties.contains { $0.name == "PropagateAtLaunch" } ?? false
        self = isList ? (propagates ? .propagatedList : .list(in: property)) : .map(in: property)
    }
}
