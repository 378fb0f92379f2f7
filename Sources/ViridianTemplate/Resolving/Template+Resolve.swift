/// A template after its parameters, mappings and conditions have been worked out.
public struct ResolvedTemplate: Hashable, Sendable {
    /// The template with values in place of what could be known. What only AWS knows is still a function.
    public var template: Template
    /// The conditions that could be decided, by name.
    public var conditions: [String: Bool]
}

extension Template {
    /// Works out what the template says for one stack: parameters, loops, conditions, `Fn::If`, mappings and text.
    ///
    /// Resources and outputs whose condition is false are gone, and so is what is `AWS::NoValue`. The attributes of
    /// resources, imports, availability zones, transforms and SSM parameters stay functions; an `Fn::Sub` keeps the variables
    /// that can't be known, and a `{{resolve:…}}` stays as it is once its syntax is checked. Every value keeps the place where
    /// it was written.
    ///
    /// `parameters` stand in for defaults and are checked like these; an unknown name, and a parameter with neither, is an
    /// error. `standIns` are for those that have neither, where the template is only looked at, and are not judged.
    public func resolve(
        parameters: [String: String] = [:], standIns: [String: String] = [:], pseudo: PseudoParameters
    ) throws(TemplateError) -> ResolvedTemplate {
        let values = try ParameterValues(self, given: parameters, standIns: standIns)
        return try expandingLoops(values, pseudo).resolve(values, pseudo)
    }

    /// The template with its `Fn::ForEach` loops written out, as far as their collections are known from defaults.
    ///
    /// In the result every resource has its logical id, as far as it can be known, and every copy keeps the place of the loop's
    /// body. Without the transform `AWS::LanguageExtensions` there are no loops.
    public func expandingLoops() throws(TemplateError) -> Template {
        try expandingLoops(ParameterValues(defaultsOf: self), nil)
    }

    private func expandingLoops(
        _ values: ParameterValues, _ pseudo: PseudoParameters?
    ) throws(TemplateError) -> Template {
        guard usesLanguageExtensions else { return self }
        var expansion = LoopExpansion(
            resolution: Resolution(template: self, parameters: values, pseudo: pseudo), file: name)
        var expanded = self
        for section in ["Conditions", "Resources", "Outputs"] {
            guard let node = root[section], node.object != nil else { continue }
            expanded.root[section] = try expansion.expand(node)
        }
        return expanded
    }

    private func resolve(_ values: ParameterValues, _ pseudo: PseudoParameters) throws(TemplateError) -> ResolvedTemplate {
        var resolution = Resolution(template: self, parameters: values, pseudo: pseudo)
        var decided: [String: Bool] = [:]
        // Those that others rest on come first, so that no chain of conditions needs a deep stack.
        let order = ConditionOrder(self)
        if !order.circle.isEmpty { throw .conditionCycle(order.circle, in: self) }
        for name in order.names {
            if let isTrue = try resolution.condition(name, at: nil) { decided[name] = isTrue }
        }
        try resolution.checkRules()
        var resolved = self
        for section in ["Resources", "Outputs"] {
            guard let node = root[section], let object = node.object else { continue }
            resolved.root[section] = Node(.object(try resolution.section(object)), at: node.source)
        }
        resolved.dropDependencies(
            on: Set(self.section("Resources").map(\.key)).subtracting(resolved.section("Resources").map(\.key)))
        return ResolvedTemplate(template: resolved, conditions: decided)
    }

    /// The names of the macros that run over the whole template, in their order.
    public var transforms: [String] {
        guard let node = root["Transform"] else { return [] }
        return (node.list ?? [node]).compactMap { $0.string ?? $0["Name"]?.string }
    }

    /// Whether `Fn::ForEach`, `Fn::Length` and `Fn::ToJsonString` are functions here.
    public var usesLanguageExtensions: Bool { transforms.contains("AWS::LanguageExtensions") }

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
