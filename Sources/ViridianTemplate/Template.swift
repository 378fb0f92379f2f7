/// A CloudFormation template as a value: the one thing that readers read and writers write.
///
/// It is the tree as it was written, well-formed or not, with views on its sections. Stacks in Swift, JSON, YAML and CDK output all
/// become a `Template`; review, rehearsal and deployment take one and never ask where it came from.
public struct Template: Hashable, Sendable {
    /// The top-level object: `Resources`, `Parameters` and the other sections.
    public var root: Object
    /// The file from which it was read, or the name of the stack that wrote it.
    public var name: String

    public init(root: Object, name: String) {
        self.root = root
        self.name = name
    }

    public static func == (left: Self, right: Self) -> Bool { left.root == right.root }
    public func hash(into hasher: inout Hasher) { hasher.combine(root) }
}

extension Template {
    /// The fields of a section, in the order in which they were written; none where the section is missing or no object.
    public func section(_ name: String) -> [Field] { root[name]?.object?.fields ?? [] }

    public var parameters: [Field] { section("Parameters") }
    public var mappings: [Field] { section("Mappings") }
    public var conditions: [Field] { section("Conditions") }
    public var outputs: [Field] { section("Outputs") }

    /// All resources whose body is an object with a type.
    public var resources: [Resource] { section("Resources").compactMap(Resource.init) }

    public func resource(_ logicalID: String) -> Resource? {
        root["Resources"]?.object?.field(logicalID).flatMap(Resource.init)
    }
}

/// A view on one resource of a template.
public struct Resource: Hashable, Sendable {
    public var logicalID: String
    public var logicalIDSource: SourceRange?
    public var type: String
    /// The whole body: type, properties, attributes such as `DependsOn`, metadata.
    public var body: Object
    public var source: SourceRange?

    public init?(_ field: Field) {
        guard let body = field.node.object, let type = body["Type"]?.string else { return nil }
        self.logicalID = field.key
        self.logicalIDSource = field.keySource
        self.type = type
        self.body = body
        self.source = field.node.source
    }

    public var properties: Object { body["Properties"]?.object ?? [:] }
    public var metadata: Object { body["Metadata"]?.object ?? [:] }
    public var condition: String? { body["Condition"]?.string }

    /// The logical ids in `DependsOn`, which is text or a list.
    public var dependsOn: [String] {
        guard let node = body["DependsOn"] else { return [] }
        return node.string.map { [$0] } ?? node.list?.compactMap(\.string) ?? []
    }
}
