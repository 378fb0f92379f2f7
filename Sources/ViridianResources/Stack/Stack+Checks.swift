import ViridianTemplate

extension Stack {
    /// References to what is in another stack, unless that shares it, or nowhere.
    func referenceProblems(sharing shared: [String: Set<String>]) -> [StackProblem] {
        let names = Set(
            resources.map(\.name) + parameters.map(\.name) + conditions.map(\.name) + mappings.map(\.name))
        let all =
            resources.map { ($0.name, $0.place, $0.value.references) } + outputs.map { ($0.name, $0.place, $0.references) }
            + conditions.map { ($0.name, $0.place, $0.references) }
        // A construct with ten resources that point at the same thing elsewhere is one mistake.
        var seen: [Place: Set<Reference>] = [:]
        return all.flatMap { name, place, references in
            references.filter { seen[place, default: []].insert($0).inserted }
                .filter { reference in
                    reference.stack.map { $0 == self.name || shared[$0]?.contains(reference.logicalID) != true } ?? false
                }
                .compactMap { problem(of: $0, in: name, at: place, names) }
        }
    }

    private func problem(of reference: Reference, in name: String, at place: Place, _ names: Set<String>) -> StackProblem? {
        guard let stack = reference.stack else { return nil }
        if stack != self.name {
            return StackProblem(
                .foreignReference, at: place, "\"\(name)\" points at \"\(reference.logicalID)\", which is in the stack \(stack)",
                advice: "Give \(stack) an output, and \(self.name) a parameter that takes it.")
        }
        guard !names.contains(reference.logicalID) else { return nil }
        return StackProblem(
            .missingReference, at: place, "\"\(name)\" points at \"\(reference.logicalID)\", which was not added to the stack",
            advice: "Use the handle that stack.add gave for a resource of this stack.")
    }

    /// Source: CloudFormation User Guide, "Understand CloudFormation quotas".
    var sizeProblems: [StackProblem] {
        var problems: [StackProblem] = []
        func check(_ entries: [Place], _ maximum: Int, _ what: String) {
            guard entries.count > maximum else { return }
            problems.append(
                StackProblem(
                    .tooMany, at: entries[maximum], "the stack \(name) has \(entries.count) \(what); a template holds \(maximum)",
                    advice: "Divide it into several stacks."))
        }
        check(resources.map(\.place), 500, "resources")
        check(parameters.map(\.place), Self.parameterMaximum, "parameters of its own")
        check(outputs.map(\.place), 200, "outputs")
        check(mappings.map(\.place), 200, "mappings")
        if purpose.utf8.count > 1024 {
            problems.append(
                StackProblem(
                    .tooMany, at: nil,
                    "the purpose of the stack \(name) has \(purpose.utf8.count) bytes; a description holds 1024",
                    advice: "Say it more briefly."))
        }
        return problems
    }

    /// Three of 200 are for the environment's suffix and the bucket of assets.
    private static let parameterMaximum = 197
}
