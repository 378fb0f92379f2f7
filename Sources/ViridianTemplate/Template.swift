/// A CloudFormation template as a value: the one thing that readers read and writers write.
///
/// It is the tree as it was written, well-formed or not, with views on its sections. Stacks in Swift, JSON, YAML and CDK
/// output all become a `Template`; review, rehearsal and deployment take one and never ask where it came from.
public struct Template: Hashable, Sendable {
    /// The top-level object: `Resources`, `Parameters` and the other sections.
    public var root: Object
    /// The file from which it was read, or the name of the stack that wrote it.
    public var name: String
    /// The comments in it that are addressed to Viridian.
    public var comments: [Comment] = []

    /// A template from its tree.
    public init(root: Object, name: String) {
        self.root = root
        self.name = name
    }

    /// By content: the name and the comments do not count.
    public static func == (left: Self, right: Self) -> Bool { left.root == right.root }
    /// By content, as `==`.
    public func hash(into hasher: inout Hasher) { hasher.combine(root) }
}

extension Template {
    /// The fields of a section, in the order in which they were written; none where the section is missing or no object.
    public func section(_ name: String) -> [Field] { root[name]?.object?.fields ?? [] }

    /// The declared parameters.
    public var parameters: [Field] { section("Parameters") }
    /// The mappings.
    public var mappings: [Field] { section("Mappings") }
    /// The conditions by name.
    public var conditions: [Field] { section("Conditions") }
    /// The outputs.
    public var outputs: [Field] { section("Outputs") }

    /// All resources whose body is an object with a type.
    public var resources: [Resource] { section("Resources").compactMap(Resource.init) }

    /// The resource of a logical id, where its body is an object with a type.
    public func resource(_ logicalID: String) -> Resource? {
        root["Resources"]?.object?.field(logicalID).flatMap(Resource.init)
    }
}

/// A view on one resource of a template.
public struct Resource: Hashable, Sendable {
    /// Its name in the template.
    public var logicalID: String
    /// Where that name stands.
    public var logicalIDSource: SourceRange?
    /// Such as `AWS::ECS::Service`.
    public var type: String
    /// The whole body: type, properties, attributes such as `DependsOn`, metadata.
    public var body: Object
    /// Where the body stands.
    public var source: SourceRange?

    /// The resource in a field of `Resources`; none where the body is no object or has no type.
    public init?(_ field: Field) {
        guard let body = field.node.object, let type = body["Type"]?.string else { return nil }
        self.logicalID = field.key
        self.logicalIDSource = field.keySource
        self.type = type
        self.body = body
        self.source = field.node.source
    }

    /// The properties; none where they are missing or a function.
    public var properties: Object { body["Properties"]?.object ?? [:] }
    /// The metadata; none where it is missing or a function.
    public var metadata: Object { body["Metadata"]?.object ?? [:] }
    /// The name of the condition under which it is made.
    public var condition: String? { body["Condition"]?.string }

    /// The logical ids in `DependsOn`, which is text or a list.
    public var dependsOn: [String] {
        guard let node = body["DependsOn"] else { return [] }
        return node.string.map { [$0] } ?? node.list?.compactMap(\.string) ?? []
    }
}
