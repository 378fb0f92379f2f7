import ViridianTemplate

/// A tag of a resource.
public struct Tag: Lowerable, Hashable, Sendable {
    /// What was given for it.
    public let properties: Properties
    /// An object.
    public var lowered: Lowered { properties.lowered }
    /// The tag's name.
    public let key: String

    /// A tag.
    public init(_ key: String, _ value: Input<String>) {
        self.key = key
        var properties = Properties()
        properties.set("Key", key)
        properties.set("Value", value)
        self.properties = properties
    }
}

/// Whom a stack belongs to. Every resource that takes tags gets these, and `Environment` and `ManagedBy`.
public struct StackTags: Hashable, Sendable {
    /// What the stack is part of; by default the stack's own name.
    public var project: String?
    /// Who answers for it.
    public var owner: String
    /// Who pays for it.
    public var costCenter: String

    /// The tags of a stack.
    public init(project: String? = nil, owner: String = "unassigned", costCenter: String = "unassigned") {
        self.project = project
        self.owner = owner
        self.costCenter = costCenter
    }

    func all(ofStack name: String) -> [Tag] {
        [
            Tag("Environment", Stack.environmentSuffix), Tag("Project", Input(project ?? LogicalName.kebabCase(name))),
            Tag("Owner", Input(owner)), Tag("CostCenter", Input(costCenter)), Tag("ManagedBy", "Viridian"),
        ]
    }
}

extension Properties {
    mutating func append(_ items: [Lowered], to key: String) {
        let old = lowered(key)
        let list = (old?.node.list ?? []) + items.map(\.node)
        set(
            key,
            Input<[Tag]>(lowered: Lowered(Node(.list(list)), references: (old?.references ?? []) + items.flatMap(\.references))))
    }

    mutating func merge(_ tags: [Tag], into key: String) {
        let old = lowered(key)
        var object = old?.node.object ?? Object()
        for tag in tags { object[tag.key] = tag.properties["Value"] }
        let references = (old?.references ?? []) + tags.flatMap(\.lowered.references)
        set(key, Input<[String: String]>(lowered: Lowered(Node(.object(object)), references: references)))
    }

    /// Auto Scaling asks for each tag whether instances get it.
    mutating func propagateTags(in key: String) {
        guard let old = lowered(key) else { return }
        let items = (old.node.list ?? []).map { item -> Node in
            guard var tag = item.object, tag["PropagateAtLaunch"] == nil else { return item }
            tag["PropagateAtLaunch"] = true
            return Node(.object(tag))
        }
        set(key, Input<[Tag]>(lowered: Lowered(Node(.list(items)), references: old.references)))
    }
}
