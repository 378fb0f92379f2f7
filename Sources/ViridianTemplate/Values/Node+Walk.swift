extension Intrinsic {
    /// All arguments that are values of their own, in their order.
    public var arguments: [Node] {
        switch self {
        case .ref, .condition: []
        case .getAtt(_, let attribute): [attribute]
        case .sub(_, let variables): variables.fields.map(\.node)
        case .join(let first, let second), .split(let first, let second), .select(let first, let second),
            .equals(let first, let second), .if(_, let first, let second):
            [first, second]
        case .findInMap(let map, let top, let second, let fallback): [map, top, second] + (fallback.map { [$0] } ?? [])
        case .cidr(let block, let count, let bits): [block, count] + (bits.map { [$0] } ?? [])
        case .and(let nodes), .or(let nodes): nodes
        case .base64(let node), .getAZs(let node), .importValue(let node), .not(let node), .transform(let node),
            .other(_, let node):
            [node]
        }
    }
}

extension Node {
    /// The nodes directly below: fields, items, or a function's arguments.
    public var children: [Node] {
        switch value {
        case .list(let nodes): nodes
        case .object(let object): object.fields.map(\.node)
        case .function(let function): function.arguments
        case .null, .bool, .number, .string: []
        }
    }

    /// This node and all below it, in the order in which they were written.
    public func forEach(_ body: (Node) -> Void) {
        body(self)
        // In place: a list of the children would copy each.
        switch value {
        case .list(let nodes): for node in nodes { node.forEach(body) }
        case .object(let object): for field in object.fields { field.node.forEach(body) }
        case .function(let function): for node in function.arguments { node.forEach(body) }
        case .null, .bool, .number, .string: break
        }
    }
}
