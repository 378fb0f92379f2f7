import ViridianTemplate

/// Following the names by which resources refer to each other.
extension Subject {
    /// The resource that a value names and nothing else: `Ref`, `Fn::GetAtt`, or the text `${Name}`.
    func resource(named node: Node?) -> Resource? {
        switch node?.function {
        case .ref(let name)?: resources[name]
        case .getAtt(let name, _)?: resources[name]
        case .sub(let text, let variables)?:
            reference(in: text).flatMap { name in
                variables[name].map { resource(named: $0) } ?? resources[String(name.prefix { $0 != "." })]
            }
        default: nil
        }
    }

    /// `Web.Name` of `${Web.Name}`, where nothing else stands there.
    private func reference(in text: String) -> String? {
        let parts = Substitution.parts(of: text)
        guard parts.count == 1, case .name(let name)? = parts.first else { return nil }
        return name
    }

    /// The resource that stands at a path, where it is the same whatever the conditions are.
    func resource(at path: String, in spot: Spot?) -> Resource? {
        let named = values(path, in: spot).map { resource(named: $0.spot.node) }
        guard let first = named.first, named.allSatisfy({ $0?.logicalID == first?.logicalID }) else { return nil }
        return first
    }

    /// The names of all resources that a spot refers to, at any depth.
    func names(in spot: Spot) -> Set<String> {
        var found: Set<String> = []
        spot.node.forEach { found.formUnion($0.mentioned) }
        return found.intersection(logicalIDs)
    }

    /// The names of all resources that a resource refers to, worked out once for all checks.
    func names(in resource: Resource) -> Set<String> { references[resource.logicalID] ?? [] }

    /// The names of all resources that these refer to.
    func names(in resources: some Sequence<Resource>) -> Set<String> {
        resources.reduce(into: []) { $0.formUnion(names(in: $1)) }
    }

    /// What has to be there before a resource: what it refers to, what it depends on, and so on through these.
    func precedents(of logicalID: String) -> Set<String> {
        var (found, open): (Set<String>, [String]) = ([], [logicalID])
        while let name = open.popLast() {
            guard let resource = resources[name] else { continue }
            for next in names(in: resource).union(resource.dependsOn) where found.insert(next).inserted {
                open.append(next)
            }
        }
        return found
    }

    /// Whether other templates belong to this one, in which what seems to be missing may be.
    var hasNestedStacks: Bool {
        resourceList.contains { $0.type == "AWS::CloudFormation::Stack" || $0.type.hasSuffix("::MODULE") }
    }

    /// Whether some resource is of this type.
    func has(_ type: String) -> Bool { resourceList.contains { $0.type == type } }
}
