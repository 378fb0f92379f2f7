import ViridianTemplate

/// A stack with those inside it, whose templates know nothing of each other until they are linked: what one uses of another
/// becomes an output there, a parameter here, and a value that the outer stack hands over.
struct StackFamily {
    struct Member {
        let name: String
        let logicalID: String
        var root: Object
        let place: Place?

        var template: Template { Template(root: root, name: name) }

        /// The names of a section: `Parameters`, `Resources`, `Outputs`.
        func names(in section: String) -> [String] { root[section]?.object?.keys ?? [] }

        mutating func set(_ name: String, in section: String, to node: Node) {
            var fields = root[section]?.object ?? Object()
            fields[name] = node
            let isNew = root[section] == nil
            root[section] = Node(.object(fields))
            guard isNew else { return }
            root = Object(Self.order.compactMap { root.field($0) })
        }

        private static let order = [
            "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Transform",
            "Resources",
            "Outputs",
        ]
    }

    var outer: Member
    var inner: [Member]
    private(set) var assets: [Asset] = []
    /// What each inner stack is given for its parameters.
    private var given: [[String: Node]]
    /// Which other inner stacks each waits for without being given anything of them.
    private var waits: [[String]]

    init(outer: Member, inner: [Member]) {
        self.outer = outer
        self.inner = inner
        given = Array(repeating: [:], count: inner.count)
        waits = given.map { _ in [] }
    }

    /// Links the templates. What is a stack's own is told apart by that stack's name until all others have theirs.
    mutating func link() throws(StackError) {
        try liftParameters()
        for index in inner.indices { linkInner(index) }
        outer.root = mapped(outer.root) { family, symbol in
            guard let owner = family.index(of: symbol.stack) else { return symbol }
            return family.outputSymbol(of: symbol, from: owner)
        }
        for index in inner.indices {
            let name = inner[index].name
            inner[index].root = inner[index].root.mapSymbols { $0.stack == name ? Symbol($0.logicalID, $0.attribute) : $0 }
        }
        try finish()
    }

    private func index(of stack: String?) -> Int? { stack.flatMap { name in inner.firstIndex { $0.name == name } } }

    /// Changes what a template points at; the change may add to other members on the way.
    private mutating func mapped(_ root: Object, _ change: (inout StackFamily, Symbol) -> Symbol) -> Object {
        var family = self
        let result = root.mapSymbols { change(&family, $0) }
        self = family
        return result
    }

    private mutating func linkInner(_ index: Int) {
        let outerNames = outer.names(in: "Parameters") + outer.names(in: "Resources")
        let (name, declared, taken) = (
            inner[index].name, inner[index].names(in: "Parameters"), inner[index].names(in: "Resources")
        )
        var parameters: [(String, Node)] = []
        let root = mapped(inner[index].root) { family, symbol in
            func take(_ name: String, _ definition: Node, _ value: Intrinsic) -> Symbol {
                let free = taken.contains(name) ? name + "Given" : name
                family.given[index][free] = Node(.function(value))
                if !parameters.contains(where: { $0.0 == free }) { parameters.append((free, definition)) }
                return Symbol(free)
            }
            if symbol.stack == name { return symbol }
            if let owner = family.index(of: symbol.stack) {
                let output = family.outputSymbol(of: symbol, from: owner)
                let source = family.inner[owner].logicalID
                let what = symbol.attribute.map { "\(symbol.logicalID).\($0)" } ?? symbol.logicalID
                return take(
                    source + (output.attribute ?? "").dropFirst("Outputs.".count), Self.parameter("\(what), from \(source)."),
                    output.function)
            }
            guard symbol.stack == nil, outerNames.contains(symbol.logicalID) else { return symbol }
            if declared.contains(symbol.logicalID) { return symbol }
            let known = family.outer.root["Parameters"]?[symbol.logicalID]
            return take(
                symbol.flatName, known ?? Self.parameter("\(symbol.text), from the stack around this one."), symbol.function)
        }
        inner[index].root = root
        for (name, definition) in parameters { inner[index].set(name, in: "Parameters", to: definition) }
        separateWaits(index)
    }

    private static func parameter(_ description: String) -> Node {
        ["Type": "String", "Description": Node(.string(description))]
    }

    /// What an output of an inner stack is called in the outer one; makes the output where there is none of the value.
    private mutating func outputSymbol(of symbol: Symbol, from owner: Int) -> Symbol {
        let value = Node(.function(symbol.function))
        let outputs = inner[owner].root["Outputs"]?.object ?? Object()
        if let known = outputs.fields.first(where: { $0.node["Value"] == value }) {
            return Symbol(inner[owner].logicalID, "Outputs.\(known.key)")
        }
        let name = outputs[symbol.flatName] == nil ? symbol.flatName : symbol.flatName + "Value"
        inner[owner].set(
            name, in: "Outputs", to: ["Description": "What the stacks beside this one need of it.", "Value": value])
        return Symbol(inner[owner].logicalID, "Outputs.\(name)")
    }

    /// Parameters that an inner stack declares, the outer one has, too. What an inner one is given is never looked up again.
    private mutating func liftParameters() throws(StackError) {
        for index in inner.indices {
            for field in inner[index].root["Parameters"]?.object?.fields ?? [] {
                given[index][field.key] = .call(.ref(field.key))
                guard let known = outer.root["Parameters"]?[field.key] else {
                    outer.set(field.key, in: "Parameters", to: field.node)
                    continue
                }
                guard known != field.node else { continue }
                throw StackError([
                    StackProblem(
                        .duplicateName, at: inner[index].place,
                        "the parameter \"\(field.key)\" of the nested stack \"\(inner[index].logicalID)\" is another elsewhere",
                        advice: "Give one of the two another name, or both the same rules.")
                ])
            }
            for field in inner[index].root["Parameters"]?.object?.fields ?? [] {
                guard let type = field.node["Type"]?.string, type.hasPrefix(Self.lookedUp), var object = field.node.object else {
                    continue
                }
                object["Type"] = Node(.string(String(type.dropFirst(Self.lookedUp.count).dropLast())))
                object["Default"] = nil
                inner[index].set(field.key, in: "Parameters", to: Node(.object(object)))
            }
        }
    }

    private static let lookedUp = "AWS::SSM::Parameter::Value<"

    /// Who waits for something in another stack waits for that stack.
    private mutating func separateWaits(_ index: Int) {
        for resource in inner[index].root["Resources"]?.object?.fields ?? [] {
            guard var body = resource.node.object, let names = body["DependsOn"]?.list else { continue }
            var kept: [Node] = []
            for name in names.compactMap(\.string) {
                let symbol = Symbol(name)
                if symbol.stack == inner[index].name {
                    kept.append(Node(.string(symbol.logicalID)))
                } else if let owner = self.index(of: symbol.stack) {
                    waits[index].append(inner[owner].logicalID)
                } else {
                    waits[index].append(symbol.logicalID)
                }
            }
            body["DependsOn"] = kept.isEmpty ? nil : Node(.list(kept))
            inner[index].set(resource.key, in: "Resources", to: Node(.object(body)))
        }
    }

    private mutating func finish() throws(StackError) {
        for index in inner.indices {
            let (member, given) = (inner[index], given[index])
            let count = member.names(in: "Parameters").count
            if count > 200 {
                throw StackError([
                    StackProblem(
                        .tooMany, at: member.place, "the nested stack \"\(member.logicalID)\" takes \(count) parameters, of 200",
                        advice: "Put what uses each other into one stack.")
                ])
            }
            let asset = Asset(member.template)
            assets.append(asset)
            guard var body = outer.root["Resources"]?[member.logicalID]?.object, var properties = body["Properties"]?.object
            else { continue }
            properties["TemplateURL"] = Stack.url(of: asset.key).lowered.node
            let fields = given.sorted { $0.key < $1.key }.map { Field($0.key, $0.value) }
            if !fields.isEmpty {
                properties = Object([Field("Parameters", Node(.object(Object(fields))))] + properties.fields)
            }
            body["Properties"] = Node(.object(properties))
            let known = Set(fields.compactMap { $0.node.function }.compactMap(Self.target))
            var before = (body["DependsOn"]?.list ?? []).compactMap(\.string)
            for name in waits[index] where !known.contains(name) && !before.contains(name) { before.append(name) }
            if !before.isEmpty {
                body = Object(
                    [body.field("Type"), Field("DependsOn", Node(.list(before.map { Node(.string($0)) })))].compactMap(\.self)
                        + body.fields.filter { !["Type", "DependsOn"].contains($0.key) })
            }
            outer.set(member.logicalID, in: "Resources", to: Node(.object(body)))
        }
    }

    private static func target(of function: Intrinsic) -> String? {
        if case .getAtt(let name, _) = function { name } else { nil }
    }
}
