public import ViridianTemplate

/// A CloudFormation stack in the making: resources, parameters and outputs are added to it, and it becomes a template.
///
/// ```swift
/// var stack = Stack("Shop", in: .development)
/// let cluster = stack.add("Cluster", ECS.Cluster())
/// stack.output("ClusterArn", cluster.arn)
/// let template = try stack.template()
/// ```
///
/// What is wrong is collected with its place in Swift, and all of it is thrown at once by ``template()``.
public struct Stack: Sendable {
    /// The stack's name, which is part of the names of its resources.
    public let name: String
    /// Where the stack lives.
    public let environment: Environment
    /// What the stack is for: the template's description.
    public var purpose: String
    /// Whom the stack belongs to.
    public var tags: StackTags
    /// The files that must lie in a bucket before the stack can be deployed.
    public internal(set) var assets: [Asset] = []
    /// What is wrong so far.
    public internal(set) var problems: [StackProblem] = []

    /// What becomes of data of which nothing else is said.
    public var dataPolicy = DataPolicy.byStage
    /// The code of functions of ours.
    public var functionCode = FunctionCode.unbuilt

    /// The key that encrypts logs, topics and functions' variables that are added from now on and say nothing else. Its policy
    /// must let CloudWatch Logs use it, and alarms where they tell a topic.
    public var encryptionKey: Input<ARN<KMS.Key>>?

    /// How long constructs keep logs that are added from now on; by default it depends on the stage.
    public var logRetention: Logs.Retention?

    var parameters: [Entry<Object>] = []
    var mappings: [Entry<Object>] = []
    var conditions: [Entry<Node>] = []
    var transforms: [Transform] = []
    var resources: [Entry<ResourceEntry>] = []
    var outputs: [Entry<Object>] = []
    /// The construct that is being added, if any.
    var scope = Scope()
    var constructs: [String: Place] = [:]
    /// Whether the stack stands inside another, so that its handles are good there, too.
    var isNested = false
    /// The stacks inside this one.
    var nested: [NestedEntry] = []

    /// An empty stack.
    public init(
        _ name: String, in environment: Environment, purpose: String = "", tags: StackTags = StackTags(),
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) {
        self.name = name
        self.environment = environment
        self.purpose = purpose
        self.tags = tags
        if !LogicalName.isValid(name) {
            reportInvalidName(name, of: "a stack", at: Place(file: file, line: line, column: column))
        }
    }

    /// The suffix of the environment, as the parameter `EnvironmentSuffix` that every stack has.
    public static let environmentSuffix = Input<String>(
        lowered: Lowered(
            .call(.ref(environmentSuffixName)), references: [Reference(stack: nil, logicalID: environmentSuffixName)]))

    static let environmentSuffixName = "EnvironmentSuffix"

    /// A name for a resource in AWS: the stack's, the construct's, the given one, and the environment's suffix.
    public func physicalName(_ name: String) -> ResourceName {
        let parts = [LogicalName.kebabCase(self.name), LogicalName.kebabCase(scope.prefix), name].filter { !$0.isEmpty }
        return ResourceName(Input(parts.joined(separator: "-")))
    }

    /// What comes before the names of what is added now: the names of the constructs around it.
    public var constructName: String { scope.prefix }

    /// Whether a parameter or a resource has the name already.
    public func isTaken(_ name: String) -> Bool {
        parameters.contains { $0.name == name } || resources.contains { $0.name == name }
    }

    /// Adds a resource, and gives the handle by which other resources point at it.
    ///
    /// `purpose` says in a sentence what the resource is for; it stands in the template's metadata. `dependsOn` is for what the
    /// properties don't point at, such as a service that must wait for its listener. `updatePolicy` and `creationPolicy` are for
    /// the few types that have them, such as Auto Scaling groups.
    @discardableResult
    public mutating func add<R: ResourceDefinition>(
        _ name: String, _ resource: R, purpose: String? = nil, dependsOn: [any LogicalReference] = [],
        deletionPolicy: DeletionPolicy? = nil, creationPolicy: Properties? = nil, updatePolicy: Properties? = nil,
        metadata: Object = [:],
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> Handle<R> {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        let logicalID = scope.prefix + name
        let handle = Handle<R>(reference(to: logicalID))
        if declare(logicalID, at: place) {
            let entry = ResourceEntry(
                resource: encrypted(resource), purpose: purpose ?? resource.purpose, dependsOn: dependsOn.map(\.reference),
                condition: scope.condition, deletionPolicy: deletionPolicy, creationPolicy: creationPolicy,
                updatePolicy: updatePolicy, metadata: metadata)
            resources.append(Entry(name: logicalID, place: place, value: entry))
        }
        return handle
    }

    /// What takes a key without anybody needing a permission for it: the others' keys are given where they are added.
    private func encrypted<R: ResourceDefinition>(_ resource: R) -> R {
        let properties = [
            "AWS::Lambda::Function": "KmsKeyArn", "AWS::Logs::LogGroup": "KmsKeyId", "AWS::SNS::Topic": "KmsMasterKeyId",
        ]
        guard let encryptionKey, let property = properties[resource.type], resource.properties[property] == nil else {
            return resource
        }
        var resource = resource
        resource.properties.set(property, encryptionKey)
        return resource
    }

    /// Something of this stack's.
    func reference(to logicalID: String) -> Reference {
        var reference = Reference(stack: name, logicalID: logicalID)
        reference.isNested = isNested
        return reference
    }

    /// A resource that was added before, to be looked at or completed; none for a handle of another stack.
    public subscript<R: ResourceDefinition>(_ handle: Handle<R>) -> R? {
        get { index(of: handle).flatMap { resources[$0].value.resource as? R } }
        set {
            if let index = index(of: handle), let newValue { resources[index].value.resource = newValue }
        }
    }

    /// Lets a resource wait for others that were added after it.
    public mutating func add<R>(dependencies: [any LogicalReference], to handle: Handle<R>) {
        guard let index = index(of: handle) else { return }
        for reference in dependencies.map(\.reference) where !resources[index].value.dependsOn.contains(reference) {
            resources[index].value.dependsOn.append(reference)
        }
    }

    private func index<R>(of handle: Handle<R>) -> Int? {
        guard handle.reference.stack == name else { return nil }
        return resources.firstIndex { $0.name == handle.logicalID && $0.value.resource is R }
    }

    /// Gives a value a name under which people and other stacks find it.
    public mutating func output<T>(
        _ name: String, _ value: Input<T>, purpose: String? = nil, exportName: ResourceName? = nil,
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        let name = scope.prefix + name
        guard !scope.isMuted else { return }
        if !LogicalName.isValid(name) { reportInvalidName(name, of: "an output", at: place) }
        if let first = outputs.first(where: { $0.name == name }) {
            reportDuplicate("output \"\(name)\"", at: place, first: first.place)
            return
        }
        var properties = Properties()
        properties.set("Description", purpose)
        properties.set("Condition", scope.condition?.name)
        properties.set("Value", value)
        if let exportName { properties.set("Export", ["Name": exportName]) }
        outputs.append(Entry(name: name, place: place, value: properties.object, references: properties.lowered.references))
    }

    /// Notes something that keeps the stack from becoming a template. Constructs use it for what only they can know.
    public mutating func report(_ code: StackProblem.Code, _ message: String, advice: String) {
        guard !scope.isMuted else { return }
        problems.append(StackProblem(code, at: scope.place, message, advice: advice))
    }
}

/// What becomes of a resource when its stack is deleted, or when a change replaces it.
///
/// Source: CloudFormation Template Reference, "DeletionPolicy attribute" and "UpdateReplacePolicy attribute".
public enum DeletionPolicy: String, Hashable, Sendable, Lowerable {
    /// It is deleted.
    case delete = "Delete"
    /// It stays, and CloudFormation forgets it.
    case retain = "Retain"
    /// It stays, unless the stack's creation failed.
    case retainExceptOnCreate = "RetainExceptOnCreate"
    /// A snapshot is made, then it is deleted. Only a few types can do that.
    case snapshot = "Snapshot"

    /// What is said about replacement, which knows nothing of creation.
    var onReplace: DeletionPolicy { self == .retainExceptOnCreate ? .retain : self }
}
