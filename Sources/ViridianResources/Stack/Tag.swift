import ViridianTemplate

/// A tag of a resource.
public struct Tag: PropertyStruct {
    /// What was given for it.
    public let properties: Properties
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

extension Tagging {
    /// The properties with a stack's tags behind those that the resource has already; a tag of the resource's own wins.
    func apply(_ tags: [Tag], to properties: inout Properties) {
        let own = properties["Tags"]
        switch self {
        case .none: return
        case .list:
            let names = (own?.list ?? []).compactMap { $0["Key"]?.string }
            properties.append(tags.filter { !names.contains($0.key) }.map(\.lowered), to: "Tags")
        case .map:
            let names = own?.object?.keys ?? []
            properties.merge(tags.filter { !names.contains($0.key) }, into: "Tags")
        }
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
}
