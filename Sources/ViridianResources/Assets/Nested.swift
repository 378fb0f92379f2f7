import ViridianTemplate

/// A construct in a stack of its own, inside the one that it is added to.
///
/// ```swift
/// let network = stack.add("Network", Nested(Network(zones: 3)))
/// let database = stack.add("Database", Nested(AuroraCluster(.mysql(), in: network)))
/// ```
///
/// What other stacks need of it they use as if it were beside them: its handles become outputs here and parameters there, and
/// whoever waits for something in it waits for the whole stack. Parameters that it declares belong to the stack around it, which
/// passes them on. It can't be completed from outside, since its template is its own. A ``NestedStack`` is the other way, where
/// one says oneself what goes in and out.
/// Source: CloudFormation User Guide, "Split a template into reusable pieces using nested stacks".
public struct Nested<C: Construct>: Sendable {
    /// What it is made of.
    public var construct: C

    /// A construct in a stack of its own.
    public init(_ construct: C) { self.construct = construct }
}

/// A stack inside another, until both become templates.
struct NestedEntry: Sendable {
    var handle: Handle<CloudFormation.Stack>
    var stack: Stack
    var place: Place
}

extension Stack {
    /// Adds a construct in a stack of its own, and gives what others need of it.
    @discardableResult
    public mutating func add<C>(
        _ name: String, _ nested: Nested<C>, purpose: String, dependsOn: [any LogicalReference] = [],
        file: String = #fileID, line: Int = #line, column: Int = #column
    ) -> C.Parts {
        let place = scope.place ?? Place(file: file, line: line, column: column)
        var inner = Stack(self.name + scope.prefix + name, in: environment, purpose: purpose, tags: tags)
        inner.tags.project = tags.project ?? LogicalName.kebabCase(self.name)
        inner.dataPolicy = dataPolicy
        inner.functionCode = functionCode
        inner.encryptionKey = encryptionKey
        inner.logRetention = logRetention
        inner.isNested = true
        inner.scope = Scope(prefix: "", place: place)
        let parts = nested.construct.define(in: &inner)
        if isNested {
            problems.append(
                StackProblem(
                    .conflict, at: place, "\"\(name)\" would be a stack inside one that is inside another",
                    advice: "Add it to the outermost stack, or without Nested."))
        }
        let handle = add(
            name, CloudFormation.Stack(templateURL: Self.url(of: "")), purpose: purpose, dependsOn: dependsOn, file: file,
            line: line, column: column)
        self.nested.append(NestedEntry(handle: handle, stack: inner, place: place))
        return parts
    }

    /// Where a nested template lies, by the parameters that every stack with nested ones has.
    static func url(of key: String) -> Input<String> {
        "https://\(assetBucket).s3.\(assetRegion).\(AWS.urlSuffix)/\(key)"
    }

    /// The stack as it is deployed, with what must lie in a bucket before.
    func synthesized() throws(StackError) -> SynthesizedStack {
        guard !nested.isEmpty else { return SynthesizedStack(template: try ownTemplate(), assets: assets) }
        let all = [self] + nested.map(\.stack)
        let names = Dictionary(all.map { ($0.name, $0.sharedNames) }) { first, _ in first }
        var problems: [StackProblem] = []
        var roots: [Object] = []
        for stack in all {
            do throws(StackError) {
                roots.append(try stack.ownTemplate(sharing: names).root)
            } catch {
                problems += error.problems
            }
        }
        guard problems.isEmpty else { throw StackError(problems) }
        var family = StackFamily(
            outer: .init(name: name, logicalID: "", root: roots[0], place: nil),
            inner: zip(nested, roots.dropFirst()).map { entry, root in
                .init(name: entry.stack.name, logicalID: entry.handle.logicalID, root: root, place: entry.place)
            })
        try family.link()
        var result = SynthesizedStack(template: family.outer.template, assets: assets)
        for (entry, asset) in zip(nested, family.assets) {
            for asset in entry.stack.assets + [asset] where !result.assets.contains(asset) { result.assets.append(asset) }
        }
        return result
    }

    /// What stacks of one family may use of each other.
    private var sharedNames: Set<String> { Set(resources.map(\.name) + parameters.map(\.name)) }
}
