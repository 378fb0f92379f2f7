/// Turns the conditions of a template into formulas, and collects the variables on which they rest.
struct ConditionReading {
    private let parameters: [String: ParameterDeclaration]
    private let conditions: [String: Node]
    private let mappings: Node?
    private(set) var variables: [ConditionVariable] = []
    private var indices: [Node: Int] = [:]
    /// How many entries of mappings are still looked at; beyond, a lookup counts as unknown.
    private var entriesLeft = 8000
    /// Variables that are compared with each other need the same texts.
    private var pairs: [(Int, Int)] = []

    init(_ template: Template) {
        func named(_ fields: [Field]) -> [String: Node] { Dictionary(fields.map { ($0.key, $0.node) }) { first, _ in first } }
        parameters = Dictionary(template.parameterDeclarations.map { ($0.name, $0) }) { first, _ in first }
        conditions = named(template.conditions)
        mappings = template.root["Mappings"]
    }

    /// The formula of a declared condition. One that rests on itself can be anything.
    mutating func formula(of name: String, isCircular: Bool) -> Formula {
        guard let node = conditions[name], !isCircular else { return free(.call(.condition(name))) }
        return formula(node)
    }

    /// What a rule of the section `Rules` asserts of every stack, where that can be said.
    /// Source: CloudFormation Template Reference, "CloudFormation template Rules syntax".
    mutating func assertions(of rule: Node) -> [Formula] {
        let premise = rule["RuleCondition"].map { formula($0) } ?? .constant(true)
        return (rule["Assertions"]?.list ?? []).compactMap { assertion in
            assertion["Assert"].map { .not(.all([premise, .not(formula($0))])) }
        }
    }

    private mutating func formula(_ node: Node) -> Formula {
        if let bool = node.bool { return .constant(bool) }
        switch node.function {
        case .equals(let left, let right)?: return equality(left, right)
        case .not(let inner)?: return .not(formula(inner))
        case .and(let nodes)?: return .all(nodes.map { formula($0) })
        case .or(let nodes)?: return .any(nodes.map { formula($0) })
        case .condition(let name)?:
            return conditions[name] == nil ? free(node) : .condition(name)
        case .other("Fn::Contains", let argument)?:
            guard let items = argument.list, items.count == 2, let texts = items[0].list else { return free(node) }
            return .any(texts.map { equality($0, items[1]) })
        default: return free(node)
        }
    }

    private mutating func equality(_ left: Node, _ right: Node) -> Formula {
        let (first, second) = (ComparedText(left), ComparedText(right))
        if first.isSame(as: second) { return .constant(true) }
        switch (first.literal, second.literal) {
        case (let left?, let right?): return .constant(left == right)
        case (let text?, nil): return equality(second, right, text)
        case (nil, let text?): return equality(first, left, text)
        case (nil, nil):
            if let formula = enumerated(first, second) { return formula }
            let (one, other) = (variable(first.bare ?? left), variable(second.bare ?? right))
            if one == other { return .constant(true) }
            let key: [Node] = [Node(.number(Number(min(one, other)))), Node(.number(Number(max(one, other))))]
            let elsewhere = variable(Node(.list(key)), as: .free)
            pairs.append((one, other))
            return .same(one, other, elsewhere: elsewhere)
        }
    }

    private mutating func equality(_ compared: ComparedText, _ node: Node, _ text: String) -> Formula {
        guard let wrapped = compared.wrapped else {
            return enumerated(compared, ComparedText(Node(.string(text)))) ?? equals(node, text)
        }
        guard let inner = wrapped.unwrap(text) else { return .constant(false) }
        if case .findInMap(let map, let top, let second, let fallback)? = wrapped.node.function {
            return entry(of: map, top, second, fallback, is: inner) ?? equals(wrapped.node, inner)
        }
        return equals(wrapped.node, inner)
    }

    /// Two texts with gaps, where all that can stand in these is known: each way to fill them that makes the two alike.
    private mutating func enumerated(_ first: ComparedText, _ second: ComparedText) -> Formula? {
        let gaps = (first.gaps + second.gaps.filter { !first.gaps.contains($0) })
        var ways: [[Node: String]] = [[:]]
        for gap in gaps {
            guard let texts = texts(of: gap), ways.count * texts.count <= Self.waysMaximum,
                texts.allSatisfy({ $0.utf8.count <= ParameterDeclaration.bytesMaximum })
            else { return nil }
            ways = ways.flatMap { way in texts.map { way.merging([gap: $0]) { $1 } } }
        }
        let alike = ways.filter { way in
            let text = first.filled(with: way)
            return text != nil && text == second.filled(with: way)
        }
        return .any(alike.map { way in .all(gaps.map { equality($0, Node(.string(way[$0] ?? ""))) }) })
    }

    /// So many ways to fill the gaps of one comparison are tried.
    private static let waysMaximum = 64

    /// All texts that a value can have, where these are known.
    private func texts(of node: Node) -> [String]? {
        guard case .findInMap(let map, _, _, let fallback)? = node.function else { return allowedTexts(of: node)?.sorted() }
        guard let name = map.text, let entries = mappings?[name]?.object, mappings?.function == nil else { return nil }
        let values = entries.fields.flatMap { $0.node.object?.fields.compactMap(\.node.text) ?? [] }
        return Set(values + (fallback.flatMap(\.text).map { [$0] } ?? [])).sorted()
    }

    private mutating func equals(_ node: Node, _ text: String) -> Formula {
        if let declaration = declaration(of: node), declaration.objection(to: text) != nil { return .constant(false) }
        let index = variable(node)
        variables[index].compare(with: text)
        return .equals(index, text)
    }

    /// Which keys of a mapping lead to a text.
    private mutating func entry(
        of map: Node, _ top: Node, _ second: Node, _ fallback: Node?, is text: String
    ) -> Formula? {
        guard let name = map.text, let entries = mappings?[name]?.object, mappings?.function == nil else { return nil }
        var hits: [Formula] = []
        var others: [Formula] = []
        for entry in entries.fields {
            guard let values = entry.node.object else { return nil }
            let isTop = equality(top, Node(.string(entry.key)))
            for value in values.fields {
                entriesLeft -= 1
                guard entriesLeft > 0 else { return nil }
                let leads = Formula.all([isTop, equality(second, Node(.string(value.key)))])
                if value.node.text == text { hits.append(leads) } else { others.append(leads) }
            }
        }
        guard let fallback else { return .any(hits) }
        guard let fallbackText = fallback.text else { return nil }
        return fallbackText == text ? .not(.any(others)) : .any(hits)
    }

    private mutating func free(_ node: Node) -> Formula {
        .equals(variable(node, as: .free), ConditionVariable.yes)
    }

    private mutating func variable(_ node: Node, as kind: ConditionVariable? = nil) -> Int {
        if let index = indices[node] { return index }
        variables.append(kind ?? ConditionVariable(allowed: allowedTexts(of: node)))
        indices[node] = variables.count - 1
        return variables.count - 1
    }

    /// The parameter of a `Ref`, where its text is the one that was passed: an SSM parameter's is only a name.
    private func declaration(of node: Node) -> ParameterDeclaration? {
        guard case .ref(let name)? = node.function, let declaration = parameters[name], let type = declaration.type,
            !type.isStored, !type.isList
        else { return nil }
        return declaration
    }

    private func allowedTexts(of node: Node) -> Set<String>? {
        guard let nodes = declaration(of: node)?.body["AllowedValues"]?.list, !nodes.isEmpty else { return nil }
        let texts = nodes.compactMap(\.text)
        return texts.count == nodes.count ? Set(texts) : nil
    }

    /// Gives variables that are compared with each other the same texts, so that `A = B` and `A = live` decide about B.
    mutating func shareTexts() {
        var isSettled = pairs.isEmpty
        while !isSettled {
            isSettled = true
            for (left, right) in pairs {
                for (to, from) in [(left, right), (right, left)] {
                    let before = variables[to].texts.count
                    let texts = variables[from].allowed.map { $0.count <= 32 ? $0.sorted() : [] } ?? []
                    for text in variables[from].texts + texts { variables[to].compare(with: text) }
                    if variables[to].texts.count > before { isSettled = false }
                }
            }
        }
    }
}
