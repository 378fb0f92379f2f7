public import ViridianTemplate

/// A stack under construction. `add` is the only way in, and gives a handle that can't dangle.
public struct Stack: Sendable {
    /// Its name.
    public let name: String
    /// Where it will live.
    public let environment: Environment
    let description: String
    var parameters: [Field] = []
    var resources: [Field] = []
    var outputs: [Field] = []
    /// What is wrong so far, each with the place in Swift where it was said.
    public internal(set) var problems: [Problem] = []
    var places: [String: SourceRange] = [:]
    /// The place of the construct that is being added, which counts for its resources.
    private var constructPlace: SourceRange?

    /// The suffix of names in this environment.
    public let suffix = Input<String>(node: Node(.function(.ref("EnvironmentSuffix"))))

    /// Something wrong, with the place in Swift where it was said.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let message: String
        /// Where.
        public let place: SourceRange
        /// `file:line: error: message`, as a compiler writes it.
        public var description: String { "\(place.file):\(place.start.line): error: \(message)" }
    }

    /// An empty stack with the parameters that every stack has.
    public init(_ name: String, description: String, environment: Environment, file: String = #fileID, line: Int = #line) {
        self.name = name
        self.description = description
        self.environment = environment
        let place = Self.place(file, line)
        problems = environment.problems.map { Problem(message: $0, place: place) }
        parameter(
            "EnvironmentSuffix", default: environment.name, description: "The end of every name in this environment.",
            allowedPattern: Environment.namePattern, file: file, line: line)
        parameter("Project", default: name.lowercased(), description: "Tag: what this belongs to.", file: file, line: line)
        parameter("Owner", default: "platform", description: "Tag: who answers for it.", file: file, line: line)
        parameter("CostCenter", default: "unassigned", description: "Tag: who pays for it.", file: file, line: line)
    }

    static func place(_ file: String, _ line: Int) -> SourceRange {
        SourceRange(file: file, start: SourcePosition(line: line, column: 1), end: SourcePosition(line: line + 1, column: 1))
    }

    /// Adds a resource.
    ///
    /// - Parameters:
    ///   - purpose: what it is for, in a few words; it stands in the resource's metadata, since JSON has no comments.
    ///   - dependsOn: resources that must be there first although no property says so.
    @discardableResult
    public mutating func add<Resource: ResourceDefinition>(
        _ id: String, _ resource: Resource, purpose: String? = nil, dependsOn: [any AnyHandle] = [], metadata: Object = [:],
        deletionPolicy: DeletionPolicy? = nil, file: String = #fileID, line: Int = #line
    ) -> Handle<Resource> {
        let place = constructPlace ?? Self.place(file, line)
        let type = (resource as? GenericResource)?.typeName ?? Resource.type
        var body: Object = ["Type": Node(.string(type))]
        if let deletionPolicy {
            body["DeletionPolicy"] = deletionPolicy.node
            body["UpdateReplacePolicy"] = deletionPolicy.node
        }
        if !dependsOn.isEmpty { body["DependsOn"] = Node(.list(dependsOn.map { Node(.string($0.logicalID)) })) }
        var notes = metadata
        if let purpose { notes["Viridian::Purpose"] = Node(.string(purpose)) }
        if !notes.isEmpty { body["Metadata"] = Node(.object(notes)) }
        var properties = resource.properties.object
        if case .list(let property) = Resource.tagging { tag(&properties, property) }
        if !properties.isEmpty { body["Properties"] = Node(.object(properties)) }
        declare(id, at: place)
        resources.append(Field(id, Node(.object(body)).standing(at: place), keySource: place))
        return Handle(logicalID: id)
    }

    /// Adds a construct: its resources' logical ids begin with `id`, and their place is this call's.
    @discardableResult
    public mutating func add<Element: Construct>(
        _ id: String, _ construct: Element, file: String = #fileID, line: Int = #line
    ) -> Element.Added {
        let outer = constructPlace
        constructPlace = outer ?? Self.place(file, line)
        defer { constructPlace = outer }
        return construct.add(to: &self, id: id)
    }

    /// Declares a parameter and gives its value.
    @discardableResult
    public mutating func parameter<Value>(
        _ id: String, type: String = "String", default value: Value?, description: String, allowedPattern: String? = nil,
        minimum: Int? = nil, maximum: Int? = nil, noEcho: Bool = false, file: String = #fileID, line: Int = #line
    ) -> Input<Value> {
        let place = constructPlace ?? Self.place(file, line)
        var body: Object = ["Type": Node(.string(type)), "Description": Node(.string(description))]
        if let value { body["Default"] = (value as? Int).map { Node(.number(Number($0))) } ?? Node(.string("\(value)")) }
        if let allowedPattern { body["AllowedPattern"] = Node(.string(allowedPattern)) }
        if let minimum { body["MinValue"] = Node(.number(Number(minimum))) }
        if let maximum { body["MaxValue"] = Node(.number(Number(maximum))) }
        if noEcho { body["NoEcho"] = Node(.bool(true)) }
        declare(id, at: place)
        parameters.append(Field(id, Node(.object(body)).standing(at: place), keySource: place))
        return Input(node: Node(.function(.ref(id))))
    }

    /// Gives a value out, for people and other stacks.
    public mutating func output<Value>(
        _ id: String, _ value: Input<Value>, description: String? = nil, file: String = #fileID, line: Int = #line
    ) {
        let place = constructPlace ?? Self.place(file, line)
        if outputs.contains(where: { $0.key == id }) {
            report("output \"\(id)\" is there twice; give it another name", at: place)
        }
        var body = Object()
        if let description { body["Description"] = Node(.string(description)) }
        body["Value"] = value.node
        outputs.append(Field(id, Node(.object(body)).standing(at: place), keySource: place))
    }

    /// Notes something wrong that a construct found out.
    public mutating func report(_ message: String, at place: SourceRange? = nil, file: String = #fileID, line: Int = #line) {
        problems.append(Problem(message: message, place: place ?? constructPlace ?? Self.place(file, line)))
    }

    /// Names are unique over parameters and resources, and made of letters and digits.
    /// Source: CloudFormation User Guide, "Resources section syntax".
    private mutating func declare(_ id: String, at place: SourceRange) {
        let isValid = !id.isEmpty && id.count <= 255 && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if !isValid { report("\"\(id)\" can't be a name in a template: use letters and digits only", at: place) }
        if let first = places[id] {
            report("\"\(id)\" is added twice, first at \(first.file):\(first.start.line); give one another name", at: place)
        }
        places[id] = place
    }

    private func tag(_ properties: inout Object, _ property: String) {
        let own = properties[property]?.list ?? []
        let tags: [(String, Node)] = [
            ("Environment", suffix.node), ("Project", Node(.function(.ref("Project")))),
            ("Owner", Node(.function(.ref("Owner")))), ("CostCenter", Node(.function(.ref("CostCenter")))),
            ("ManagedBy", "viridian"),
        ]
        properties[property] = Node(.list(own + tags.map { ["Key": Node(.string($0.0)), "Value": $0.1] }))
    }
}

/// What becomes of a resource that leaves its stack.
public enum DeletionPolicy: String, Word {
    case delete = "Delete"
    case retain = "Retain"
    case snapshot = "Snapshot"
}

extension Node {
    /// The node and all below it, standing at a place in Swift.
    func standing(at place: SourceRange) -> Node {
        switch value {
        case .list(let nodes): Node(.list(nodes.map { $0.standing(at: place) }), at: place)
        case .object(let object):
            Node(.object(Object(object.fields.map { Field($0.key, $0.node.standing(at: place), keySource: place) })), at: place)
        default: Node(value, at: place)
        }
    }
}
