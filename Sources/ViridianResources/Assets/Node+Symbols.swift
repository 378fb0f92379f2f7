import ViridianTemplate

/// What a `Ref` or a `Fn::GetAtt` points at, also inside text.
struct Symbol: Hashable {
    /// The nested stack that it is in; none for what is written without one.
    var stack: String?
    /// Its name there.
    var logicalID: String
    /// The attribute, if it is not what AWS returns for the thing by itself.
    var attribute: String?

    init(_ name: String, _ attribute: String? = nil) {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        stack = parts.count == 2 ? parts[0] : nil
        logicalID = parts.last ?? ""
        self.attribute = attribute
    }

    /// As it is written in a name of its own: `ClusterEndpointAddress`.
    var flatName: String { logicalID + (attribute ?? "").filter { $0 != "." } }

    private var name: String { stack.map { "\($0)/\(logicalID)" } ?? logicalID }
    var text: String { attribute.map { "\(name).\($0)" } ?? name }
    var function: Intrinsic {
        attribute.map { .getAtt(resource: name, attribute: Node(.string($0))) } ?? .ref(name)
    }
}

extension Node {
    /// The node with other things in place of those that it points at.
    func mapSymbols(_ change: (Symbol) -> Symbol) -> Node {
        switch value {
        case .list(let nodes): Node(.list(nodes.map { $0.mapSymbols(change) }), at: source)
        case .object(let object): Node(.object(object.mapSymbols(change)), at: source)
        case .function(let function): Node(.function(function.mapSymbols(change)), at: source)
        case .null, .bool, .number, .string: self
        }
    }
}

extension Object {
    func mapSymbols(_ change: (Symbol) -> Symbol) -> Object {
        Object(fields.map { Field($0.key, $0.node.mapSymbols(change), keySource: $0.keySource) })
    }
}

extension Intrinsic {
    fileprivate func mapSymbols(_ change: (Symbol) -> Symbol) -> Intrinsic {
        switch self {
        case .ref(let name): return change(Symbol(name)).function
        case .getAtt(let name, let attribute) where attribute.string != nil:
            return change(Symbol(name, attribute.string)).function
        case .sub(let text, let variables):
            return .sub(Self.map(text, variables.keys, change), variables: variables.mapSymbols(change))
        default: return mapArguments { $0.mapSymbols(change) }
        }
    }

    /// `${Name.Attribute}` inside text; `${!` is text, and so are the names of the text's own variables.
    private static func map(_ text: String, _ variables: [String], _ change: (Symbol) -> Symbol) -> String {
        var parts = text.split(separator: "${", omittingEmptySubsequences: false).map(String.init)
        for index in parts.indices.dropFirst() {
            guard !parts[index].hasPrefix("!"), let end = parts[index].firstIndex(of: "}") else { continue }
            let name = String(parts[index][..<end])
            guard !variables.contains(name) else { continue }
            let words = name.split(separator: ".", maxSplits: 1).map(String.init)
            parts[index].replaceSubrange(..<end, with: change(Symbol(words[0], words.dropFirst().first)).text)
        }
        return parts.joined(separator: "${")
    }
}
