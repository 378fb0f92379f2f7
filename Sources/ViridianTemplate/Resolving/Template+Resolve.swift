/// A template after its parameters, mappings and conditions have been worked out.
public struct ResolvedTemplate: Hashable, Sendable {
    /// The template with values in place of what could be known. What only AWS knows is still a function.
    public var template: Template
    /// The conditions that could be decided, by name.
    public var conditions: [String: Bool]
}

extension Template {
    /// Works out what the template says for one stack: parameters, conditions, `Fn::If`, mappings and text.
    ///
    /// Resources and outputs whose condition is false are gone, and so is what is `AWS::NoValue`. The attributes of resources, imports,
    /// availability zones and SSM parameters stay functions; an `Fn::Sub` keeps the variables that can't be known. Every value keeps
    /// the place where it was written. `parameters` stand in for defaults; an unknown name, and a parameter with neither, is an error.
    public func resolve(
        parameters: [String: String] = [:], pseudo: PseudoParameters
    ) throws(TemplateError) -> ResolvedTemplate {
        let values = try ParameterValues(self, given: parameters)
        var resolution = Resolution(template: self, parameters: values, pseudo: pseudo)
        var decided: [String: Bool] = [:]
        for field in conditions {
            if let isTrue = try resolution.condition(field.key, at: field.keySource) { decided[field.key] = isTrue }
        }
        var resolved = self
        for section in ["Resources", "Outputs"] {
            guard let node = root[section], let object = node.object else { continue }
            resolved.root[section] = Node(.object(try resolution.section(object)), at: node.source)
        }
        resolved.dropDependencies(
            on: Set(self.section("Resources").map(\.key)).subtracting(resolved.section("Resources").map(\.key)))
        return ResolvedTemplate(template: resolved, conditions: decided)
    }

    /// CloudFormation passes over a dependency on a resource whose condition is false.
    private mutating func dropDependencies(on removed: Set<String>) {
        guard !removed.isEmpty, let node = root["Resources"], var resources = node.object else { return }
        for index in resources.fields.indices {
            guard var body = resources.fields[index].node.object, let dependsOn = body["DependsOn"] else { continue }
            let names = dependsOn.list ?? [dependsOn]
            let kept = names.filter { name in name.string.map { !removed.contains($0) } ?? true }
            guard kept.count < names.count else { continue }
            body["DependsOn"] = kept.isEmpty ? nil : Node(.list(kept), at: dependsOn.source)
            resources.fields[index].node.value = .object(body)
        }
        root["Resources"] = Node(.object(resources), at: node.source)
    }
}
