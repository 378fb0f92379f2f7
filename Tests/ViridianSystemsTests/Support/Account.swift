import Testing
import ViridianResources
import ViridianTemplate

@testable import ViridianSystems

/// A system as it would be in an account: all resources of all its stacks, with every value in place.
///
/// Nested stacks are worked out with the parameters that the stack around them gives, and what they give back is put where it was
/// asked for. What could not be made is in `mistakes`.
struct Account {
    let system: ReferenceSystem
    let stage: Stage
    private(set) var synthesized: [SynthesizedStack] = []
    private(set) var parts: [Part] = []
    private(set) var outputs: [String: Node] = [:]
    private(set) var mistakes: [String] = []

    /// A system at a stage; `values` are for parameters whose defaults are not wanted.
    init(_ system: ReferenceSystem, at stage: Stage, values: [String: String] = [:]) throws {
        self.system = system
        self.stage = stage
        let environment = try Environment(name: stage.environmentName, stage: stage)
        for definition in system.stacks {
            let stack = try definition.synthesized(for: environment, functionCode: .leftOut)
            synthesized.append(stack)
            let declared = Set(stack.template.parameters.map(\.key))
            let given = SampleValues.all.merging(values) { $1 }.filter { declared.contains($0.key) }
            let templates = Dictionary(
                stack.assets.compactMap { asset in asset.template.map { (asset.key, $0) } }
            ) { first, _ in first }
            outputs.merge(try make(stack.template, given, children: templates)) { first, _ in first }
        }
    }

    /// Makes a stack, and gives its outputs.
    private mutating func make(
        _ template: Template, _ values: [String: String], children: [String: Template]
    ) throws -> [String: Node] {
        // A value that points somewhere is not judged by patterns: nobody knows it yet.
        let known = values.filter { Pointer.all(in: $0.value).isEmpty }
        let unknown = values.filter { known[$0.key] == nil }
        let resolved = try template.withoutDefaults(of: Set(unknown.keys))
            .resolve(parameters: known, standIns: unknown, pseudo: .example).template
        let valuation = Valuation(stack: template.name)
        let stored = Dictionary(
            uniqueKeysWithValues: template.parameterDeclarations.compactMap { declaration in
                declaration.type?.isStored == true
                    ? (Pointer(template.name, declaration.name).text, "ssm:\(declaration.defaultText ?? "")") : nil
            })
        func valued(_ node: Node) -> Node { valuation.value(of: node).replacing { stored[$0] ?? $0 } }
        var made = resolved.resources.compactMap { resource -> Part? in
            guard let body = valued(Node(.object(resource.body))).object else { return nil }
            return Part(stack: template.name, logicalID: resource.logicalID, type: resource.type, body: body)
        }
        var given = Dictionary(uniqueKeysWithValues: resolved.outputs.map { ($0.key, valued($0.node["Value"] ?? "")) })
        let returned = try makeChildren(&made, children)
        func completed(_ node: Node) -> Node { node.replacing { Self.replace(returned, in: $0) } }
        parts += made.map { part in
            var part = part
            part.body = completed(Node(.object(part.body))).object ?? [:]
            return part
        }
        given = given.mapValues(completed)
        check(made, of: template)
        return given
    }

    /// Makes the stacks inside a stack, each after those whose outputs it is given; gives what they return, by pointer.
    private mutating func makeChildren(
        _ made: inout [Part], _ children: [String: Template]
    ) throws -> [String: String] {
        var returned: [String: String] = [:]
        var waiting = made.filter { $0.type == "AWS::CloudFormation::Stack" }
        let names = Set(waiting.map(\.logicalID))
        while !waiting.isEmpty {
            let ready = waiting.firstIndex { child in
                child.pointers("Parameters").allSatisfy { !names.contains($0.logicalID) || returned[$0.text] != nil }
            }
            guard let ready else {
                mistakes.append("\(waiting) ask for each other's outputs, or for outputs that aren't there")
                break
            }
            let child = waiting.remove(at: ready)
            guard let key = children.keys.first(where: { child["TemplateURL"]?.string?.hasSuffix("/\($0)") == true }),
                let template = children[key]
            else {
                mistakes.append("\(child) has no template")
                continue
            }
            let passed = (child["Parameters"]?.object?.fields ?? []).map { field in
                (field.key, Self.replace(returned, in: field.node.words))
            }
            let declared = template.parameterDeclarations
            mistakes += passed.filter { name, _ in !declared.contains { $0.name == name } }
                .map { "\(child) is given \($0.0), which is no parameter" }
            mistakes += declared.filter { one in one.defaultText == nil && !passed.contains { $0.0 == one.name } }
                .map { "\(child) is not given \($0.name)" }
            let values = Dictionary(uniqueKeysWithValues: passed.filter { name, _ in declared.contains { $0.name == name } })
            for (name, value) in try make(template, values, children: children) {
                returned[Pointer(child.stack, child.logicalID, "Outputs.\(name)").text] = value.words
            }
        }
        return returned
    }

    private static func replace(_ returned: [String: String], in text: String) -> String {
        guard text.contains(".Outputs.") else { return text }
        return returned.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    /// Every pointer leads to a resource of its own stack.
    private mutating func check(_ made: [Part], of template: Template) {
        let names = Set(made.map(\.logicalID))
        for part in made {
            let own = Pointer.all(in: Node(.object(part.body))).filter { $0.stack == template.name }.map(\.logicalID)
            for name in Set(own + part.dependsOn).subtracting(names).sorted() {
                mistakes.append("\(part) in \(template.name) points at \(name), which isn't there")
            }
        }
    }
}

extension Template {
    /// The template with parameters that must be given.
    fileprivate func withoutDefaults(of names: Set<String>) -> Template {
        var template = self
        guard var parameters = root["Parameters"]?.object else { return self }
        for index in parameters.fields.indices where names.contains(parameters.fields[index].key) {
            guard var body = parameters.fields[index].node.object else { continue }
            body["Default"] = nil
            parameters.fields[index].node = Node(.object(body))
        }
        template.root["Parameters"] = Node(.object(parameters))
        return template
    }
}

extension Stage {
    /// The name of an environment of the stage.
    var environmentName: String {
        switch self {
        case .development: "dev"
        case .staging: "staging"
        case .production: "prod"
        }
    }
}
