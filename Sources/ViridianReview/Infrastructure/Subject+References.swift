import ViridianTemplate

extension Subject {
    /// The names that each resource refers to, at any depth; what it only depends on isn't among them.
    func findReferences() -> [String: Set<String>] {
        Dictionary(resourceList.map { ($0.logicalID, names(in: spot($0))) }) { first, _ in first }
    }

    /// The names that the outputs tell, so that others may use them.
    func findExportedNames() -> Set<String> {
        section("Outputs").reduce(into: []) { $0.formUnion(names(in: $1)) }
    }

    /// The resources whose `Ref` an output tells: with the identifier, others can add to them.
    var identifiedNames: Set<String> {
        section("Outputs").reduce(into: []) { names, output in
            if case .ref(let name)? = output["Value"]?.node.function { names.insert(name) }
        }
    }

    /// The resources that refer to one, without itself.
    func users(of logicalID: String) -> [Resource] {
        resourceList.filter { $0.logicalID != logicalID && references[$0.logicalID]?.contains(logicalID) == true }
    }

    /// Whether something outside this template may use a resource: an output tells it, or a nested stack gets it.
    func mayBeUsedElsewhere(_ logicalID: String) -> Bool {
        exportedNames.contains(logicalID) || users(of: logicalID).contains { $0.type == "AWS::CloudFormation::Stack" }
    }

    /// The first sentence of the author's, in the template's description, in metadata or in a parameter's description, that
    /// speaks
    /// of something.
    func sentence(speakingOf words: [String]) -> Spot? {
        statements.first { statement in
            statement.node.string.map { text in
                let text = text.lowercased()
                return words.contains(where: text.holds)
            } ?? false
        }
    }

    /// What the author says in words: the template's description and metadata, descriptions of parameters, metadata of resources.
    private var statements: [Spot] {
        ["Description", "Metadata"].compactMap { key in template.root.field(key).map { Spot($0, below: []) } }
            .flatMap(\.texts)
            + section("Parameters").compactMap { $0["Description"] }.flatMap(\.texts)
            + resourceList.compactMap { spot($0)["Metadata"] }.flatMap(\.texts)
    }
}
