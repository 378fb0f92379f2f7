import ViridianTemplate

/// A stack inside a stack: its template is an asset, and its outputs are values of the one around it.
///
/// ```swift
/// let network = stack.add("Network", NestedStack(NetworkStack(), parameters: ["Zones": "3"]))
/// let vpc: Input<ID<EC2.VPC>> = network.output("VPC")
/// ```
/// Source: CloudFormation User Guide, "Split a template into reusable pieces using nested stacks".
public struct NestedStack: Sendable {
    /// What it is made of.
    public var definition: any StackDefinition
    /// The values of its parameters; those of the environment and of the assets are passed on by themselves.
    public var parameters: [String: Input<String>]

    /// A stack inside a stack.
    public init(_ definition: any StackDefinition, parameters: [String: Input<String>] = [:]) {
        self.definition = definition
        self.parameters = parameters
    }

    /// What others need of a nested stack.
    public struct Parts: LogicalReference {
        /// The nested stack itself.
        public let stack: Handle<CloudFormation.Stack>
        let outputs: Set<String>

        /// Which stack it is in, and its name there.
        public var reference: Reference { stack.reference }

        /// The value of an output. For an output that the nested stack does not have, whatever uses the value is a problem.
        public func output<T>(_ name: String, as type: T.Type = T.self) -> Input<T> {
            let value: Input<T> = stack.attribute("Outputs.\(name)")
            guard !outputs.contains(name) else { return value }
            let missing = Reference(stack: reference.stack, logicalID: "\(stack.logicalID).Outputs.\(name)")
            return Input(lowered: Lowered(value.lowered.node, references: [missing]))
        }
    }
}

extension Stack {
    /// Adds a stack inside this one. Its name in AWS begins with that of this one; what is wrong with it is a problem of this.
    @discardableResult
    public mutating func add(
        _ name: String, _ nested: NestedStack, purpose: String? = nil, dependsOn: [any LogicalReference] = [],
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> NestedStack.Parts {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        var inner = Stack(self.name + scope.prefix + name, in: environment, purpose: nested.definition.purpose, tags: tags)
        inner.tags.project = tags.project ?? LogicalName.kebabCase(self.name)
        inner.dataPolicy = dataPolicy
        inner.functionCode = functionCode
        nested.definition.define(in: &inner)
        var key = "", declared: [Field] = [], outputs: Set<String> = []
        do throws(StackError) {
            let synthesized = try inner.synthesized()
            let template = synthesized.template
            let asset = Asset(template)
            checkSize(of: asset, called: name, at: place)
            synthesized.assets.forEach { add($0) }
            add(asset)
            (key, declared, outputs) = (asset.key, template.parameters, Set(template.outputs.map(\.key)))
        } catch {
            problems += error.problems
        }
        let given = passedOn(to: declared).merging(nested.parameters) { $1 }
        if !key.isEmpty { check(given, against: declared, called: name, at: place) }
        let resource = CloudFormation.Stack(
            parameters: given.isEmpty ? nil : given,
            templateURL: "https://\(Stack.assetBucket).s3.\(Stack.assetRegion).\(AWS.urlSuffix)/\(key)")
        let handle = add(
            name, resource, purpose: purpose ?? (nested.definition.purpose.isEmpty ? nil : nested.definition.purpose),
            dependsOn: dependsOn, file: file, line: line, column: column)
        return NestedStack.Parts(stack: handle, outputs: outputs)
    }

    /// What every stack knows, nested ones know from the one around them.
    private func passedOn(to declared: [Field]) -> [String: Input<String>] {
        let known = [
            Self.environmentSuffixName: Self.environmentSuffix, Self.assetBucketName: Self.assetBucket,
            Self.assetRegionName: Self.assetRegion,
        ]
        return known.filter { name, _ in declared.contains { $0.key == name } }
    }

    private mutating func check(
        _ given: [String: Input<String>], against declared: [Field], called name: String, at place: Place
    ) {
        let names = declared.map(\.key)
        for parameter in given.keys.sorted() where !names.contains(parameter) {
            problems.append(
                StackProblem(
                    .unknownProperty, at: place, "the nested stack \"\(name)\" has no parameter \"\(parameter)\"",
                    advice: names.isEmpty ? "It has none." : "It has \(names.joined(separator: ", "))."))
        }
        for field in declared where given[field.key] == nil && field.node["Default"] == nil {
            problems.append(
                StackProblem(
                    .missingProperty, at: place, "the nested stack \"\(name)\" lacks a value for its parameter \"\(field.key)\"",
                    advice: "Give it in NestedStack(…, parameters: [\"\(field.key)\": …])."))
        }
    }

    /// Source: CloudFormation User Guide, "Understand CloudFormation quotas": a template in a bucket.
    private mutating func checkSize(of asset: Asset, called name: String, at place: Place) {
        guard asset.bytes.count > 1_000_000 else { return }
        problems.append(
            StackProblem(
                .tooMany, at: place, "the template of the nested stack \"\(name)\" has \(asset.bytes.count) bytes, of 1000000",
                advice: "Divide it into several stacks."))
    }
}
