import ViridianTemplate

extension Node {
    /// This node and all below it, in order: for checks that need no way to what they find.
    func visit(_ body: (Node) -> Void) {
        body(self)
        switch value {
        case .null, .bool, .number, .string: break
        case .list(let nodes): for node in nodes { node.visit(body) }
        case .object(let object): for field in object.fields { field.node.visit(body) }
        case .function(let function): for node in function.arguments { node.visit(body) }
        }
    }

    /// The names that this node mentions by itself: not those of what is below it, nor a substitution's own variables.
    var mentioned: [String] {
        switch function {
        case .ref(let name)?, .getAtt(let name, _)?: [name]
        case .sub(let text, let variables)?: Substitution.names(in: text).map(\.name).filter { variables[$0] == nil }
        default: []
        }
    }
}

extension Intrinsic {
    /// The nodes in the function, in the order in which they are written.
    var arguments: [Node] {
        switch self {
        case .ref, .condition: []
        case .getAtt(_, let attribute): [attribute]
        case .sub(_, let variables): variables.fields.map(\.node)
        case .join(let first, let second), .split(let first, let second), .select(let first, let second),
            .equals(let first, let second), .if(_, let first, let second):
            [first, second]
        case .findInMap(let map, let top, let second, let fallback): [map, top, second] + (fallback.map { [$0] } ?? [])
        case .cidr(let block, let count, let bits): [block, count] + (bits.map { [$0] } ?? [])
        case .base64(let node), .getAZs(let node), .importValue(let node), .transform(let node), .other(_, let node),
            .not(let node):
            [node]
        case .and(let nodes), .or(let nodes): nodes
        }
    }
}
