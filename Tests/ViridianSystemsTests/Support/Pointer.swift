import ViridianTemplate

/// What a template points at, as text that can be inside other text: `«Shop/Cluster.Arn»`, or `«Shop/Cluster»` for `Ref`.
///
/// Written out like this, a reference keeps its meaning on its way through parameters and outputs of nested stacks.
struct Pointer: Hashable {
    var stack: String
    var logicalID: String
    var attribute: String?

    var text: String { "«\(stack)/\(logicalID)\(attribute.map { ".\($0)" } ?? "")»" }

    init(_ stack: String, _ logicalID: String, _ attribute: String? = nil) {
        self.stack = stack
        self.logicalID = logicalID
        self.attribute = attribute
    }

    /// All that a text points at.
    static func all(in text: String) -> [Pointer] {
        text.matches(of: /«([^\/»]+)\/([^.»]+)(?:\.([^»]+))?»/).map { match in
            Pointer(String(match.output.1), String(match.output.2), match.output.3.map(String.init))
        }
    }

    /// All that a value points at.
    static func all(in node: Node) -> [Pointer] {
        var pointers: [Pointer] = []
        node.forEach { pointers += $0.string.map { all(in: $0) } ?? [] }
        return pointers
    }
}

/// Works out what is left of a resolved template: what only AWS knows becomes a ``Pointer``, and everything is a plain value.
struct Valuation {
    let stack: String

    func value(of node: Node) -> Node {
        switch node.value {
        case .list(let nodes): Node(.list(nodes.map(value)))
        case .object(let object): Node(.object(Object(object.fields.map { Field($0.key, value(of: $0.node)) })))
        case .function(let function): value(of: function)
        default: node
        }
    }

    private func value(of function: Intrinsic) -> Node {
        switch function {
        case .ref(let name): text(Pointer(stack, name).text)
        case .getAtt(let resource, let attribute): text(Pointer(stack, resource, value(of: attribute).string).text)
        case .sub(let written, let variables): text(written, variables)
        case .join(let delimiter, let list):
            text((value(of: list).list ?? [value(of: list)]).map(\.words).joined(separator: delimiter.words))
        case .split(let delimiter, let whole):
            Node(.list(value(of: whole).words.split(separator: delimiter.words).map { text(String($0)) }))
        case .select(let index, let list):
            value(of: list).list.flatMap { list in index.int.flatMap { list.indices.contains($0) ? list[$0] : nil } }
                ?? text("select \(index.words) of \(value(of: list).words)")
        case .getAZs: ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1e", "us-east-1f"]
        case .base64(let node): value(of: node)
        default: text("\(function.name) \(function.arguments.map { value(of: $0).words })")
        }
    }

    private func text(_ string: String) -> Node { Node(.string(string)) }

    private func text(_ written: String, _ variables: Object) -> Node {
        text(
            SubText.pieces(of: written).map { piece in
                switch piece {
                case .text(let text): text
                case .literal(let text): "${\(text)}"
                case .variable(let name):
                    variables[name].map { value(of: $0).words } ?? pointer(name)
                }
            }.joined())
    }

    private func pointer(_ name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        return Pointer(stack, parts[0], parts.count > 1 ? parts[1] : nil).text
    }
}

extension Node {
    /// A plain value as the text that CloudFormation makes of it; lists with commas.
    var words: String {
        switch value {
        case .string(let string): string
        case .number(let number): number.text
        case .bool(let bool): bool ? "true" : "false"
        case .list(let nodes): nodes.map(\.words).joined(separator: ",")
        default: ""
        }
    }

    /// The value with texts changed, wherever they stand.
    func replacing(_ change: (String) -> String) -> Node {
        switch value {
        case .string(let string): Node(.string(change(string)))
        case .list(let nodes): Node(.list(nodes.map { $0.replacing(change) }))
        case .object(let object): Node(.object(Object(object.fields.map { Field($0.key, $0.node.replacing(change)) })))
        default: self
        }
    }
}
