/// Writes the loops of a template out: `Fn::ForEach::Topics` becomes a topic for each item.
///
/// Source: CloudFormation Template Reference, "Fn::ForEach".
struct LoopExpansion {
    /// What the loops of one template may grow to: far beyond CloudFormation's quotas, and well within memory.
    static let nodesMaximum = 500_000

    private var resolution: Resolution
    private let file: String
    /// Whether the parameters have the values of a stack, and not only their defaults.
    private let knowsParameters: Bool
    private var nodesLeft = nodesMaximum

    init(resolution: Resolution, file: String) {
        self.resolution = resolution
        self.file = file
        knowsParameters = resolution.pseudo != nil
    }

    /// The node with all loops in it written out, whose collections are known. The others stay.
    mutating func expand(_ node: Node) throws(TemplateError) -> Node {
        switch node.value {
        case .list(let nodes):
            var expanded: [Node] = []
            for node in nodes { expanded.append(try expand(node)) }
            return Node(.list(expanded), at: node.source)
        case .object(let object):
            let expanded = try expand(object)
            return Node(reference(expanded).map(Value.function) ?? .object(expanded), at: node.source)
        case .function(.other(let name, let argument)) where Self.isLoop(name):
            let fields = try loop(Field(name, argument, keySource: node.source))
            return fields.map { Node(.object(Object($0)), at: node.source) } ?? node
        case .function(let function):
            var copy = self
            defer { self = copy }
            return Node(
                .function(try function.mapArguments { (node) throws(TemplateError) in try copy.expand(node) }), at: node.source)
        case .null, .bool, .number, .string:
            return node
        }
    }

    private mutating func expand(_ object: Object) throws(TemplateError) -> Object {
        var fields: [Field] = []
        for field in object.fields {
            if Self.isLoop(field.key), let copies = try loop(field) {
                fields += copies
            } else {
                fields.append(Field(field.key, try expand(field.node), keySource: field.keySource))
            }
        }
        guard object.fields.contains(where: { Self.isLoop($0.key) }) else { return Object(fields) }
        return Object(try unique(fields))
    }

    /// The copies of a loop's body; none where its collection isn't known.
    private mutating func loop(_ field: Field) throws(TemplateError) -> [Field]? {
        guard let arguments = field.node.list, arguments.count == 3, let identifier = arguments[0].string, !identifier.isEmpty,
            let body = Self.body(arguments[2])
        else {
            throw TemplateError(
                .invalidLoop, file: file, at: (field.keySource ?? field.node.source)?.start,
                "the arguments of \(field.key) don't fit",
                advice:
                    "A loop takes a list of three: its identifier, the collection, and an object with ${identifier} in its keys.")
        }
        let collection = try resolution.argument(arguments[1])
        try count(field.node, times: collection.list?.count ?? 1)
        let texts = collection.list.map { $0.compactMap(\.text) }
        guard let texts, texts.count == collection.list?.count else { return nil }
        var copies: [Field] = []
        for text in texts {
            let replacement = LoopReplacement(identifier: identifier, text: text)
            let copy = Object(try body.fields.map { (field) throws(TemplateError) in try replaced(field, replacement) })
            let expanded = try expand(copy).fields
            // A loop in it that can't be written out would have its name in each copy: then this one stays as well.
            if expanded.contains(where: { Self.isLoop($0.key) }) { return nil }
            copies += expanded
        }
        return try unique(copies)
    }

    /// Each copy needs a key of its own.
    private func unique(_ fields: [Field]) throws(TemplateError) -> [Field] {
        var seen: Set<String> = []
        for field in fields where !seen.insert(field.key).inserted {
            throw TemplateError(
                .duplicateKey, file: file, at: (field.keySource ?? field.node.source)?.start,
                "the loops make the key \"\(field.key)\" twice",
                advice: "Each copy needs a name of its own: put the loop's identifier into the key, as in Topic${Name}.")
        }
        return fields
    }

    /// The body's fields, also where the only one is a loop, which then reads as a function.
    private static func body(_ node: Node) -> Object? {
        if case .other(let name, let argument)? = node.function, isLoop(name) {
            return Object([Field(name, argument, keySource: node.source)])
        }
        return node.object
    }

    private static func isLoop(_ key: String) -> Bool { key.hasPrefix("Fn::ForEach::") }
}

extension LoopExpansion {
    /// The function that an object calls whose name is put together, as in `{"Ref": {"Fn::Sub": "Targets${Colour}"}}`: the
    /// language extensions allow it. None where the name isn't known.
    ///
    /// Source: CloudFormation Template Reference, "Fn::GetAtt" and "Ref", "supported functions".
    private mutating func reference(_ object: Object) -> Intrinsic? {
        guard object.fields.count == 1, let field = object.fields.first else { return nil }
        switch field.key {
        case "Ref": return reference(field.node, Intrinsic.ref)
        case "Fn::GetAtt":
            guard let items = field.node.list, items.count == 2 else { return nil }
            return reference(items[0]) { .getAtt(resource: $0, attribute: items[1]) }
        default: return nil
        }
    }

    /// A call for a name; for one of two names by a condition, the condition of two calls.
    private mutating func reference(_ name: Node, _ call: (String) -> Intrinsic) -> Intrinsic? {
        if let name = self.name(name) { return call(name) }
        guard case .if(let condition, let then, let otherwise)? = name.function, let first = reference(then, call),
            let second = reference(otherwise, call)
        else { return nil }
        return .if(
            condition: condition, then: .call(first, at: then.source), else: .call(second, at: otherwise.source))
    }

    /// A name that is the same in every stack, or that the given values of the parameters make.
    private mutating func name(_ node: Node) -> String? {
        if let text = node.string { return text }
        guard node.function != nil, knowsParameters || !node.dependsOnStack else { return nil }
        return try? resolution.argument(node).string
    }

    /// A copy of a node, or the rounds of a loop, even if its body is empty.
    private mutating func count(_ node: Node, times: Int = 1) throws(TemplateError) {
        nodesLeft -= times
        guard nodesLeft > 0 else {
            throw TemplateError(
                .loopsTooLarge, file: file, at: node.source?.start, "the loops of this template grow to more than it could hold",
                advice: "CloudFormation takes 500 resources; use shorter collections, or nested stacks.")
        }
    }

    private mutating func replaced(_ field: Field, _ replacement: LoopReplacement) throws(TemplateError) -> Field {
        Field(replacement.text(field.key), try replaced(field.node, replacement), keySource: field.keySource)
    }

    /// The node with a value in place of the loop's identifier, in texts, in names and in keys.
    private mutating func replaced(_ node: Node, _ replacement: LoopReplacement) throws(TemplateError) -> Node {
        try count(node)
        switch node.value {
        case .string(let text): return Node(.string(replacement.text(text)), at: node.source)
        case .list(let nodes):
            return Node(.list(try nodes.map { (node) throws(TemplateError) in try replaced(node, replacement) }), at: node.source)
        case .object(let object):
            let fields = try object.fields.map { (field) throws(TemplateError) in try replaced(field, replacement) }
            return Node(.object(Object(fields)), at: node.source)
        case .function(.ref(let name)) where name == replacement.identifier:
            return Node(.string(replacement.value), at: node.source)
        case .function(let function):
            let inner = try replacement.names(of: function).mapArguments { (node) throws(TemplateError) in
                try replaced(node, replacement)
            }
            // Nothing is left to put in: then it is the text itself, and a name that no stack makes its own.
            if case .sub(let text, let variables) = inner, inner != function, variables.isEmpty, !text.contains("${") {
                return Node(.string(text), at: node.source)
            }
            return Node(.function(inner), at: node.source)
        case .null, .bool, .number: return node
        }
    }
}

extension Node {
    /// Whether a parameter or a condition decides what this is.
    fileprivate var dependsOnStack: Bool {
        var depends = false
        forEach { node in
            switch node.function {
            case .ref?, .if?, .condition?, .getAtt?, .importValue?: depends = true
            case .sub(let text, let variables)?:
                depends = depends || SubText.segments(of: text).contains { $0.isMarked && variables[$0.text] == nil }
            default: break
            }
        }
        return depends
    }
}
