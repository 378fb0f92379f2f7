extension Intrinsic {
    /// The function with each of its arguments changed; its names stay.
    public func mapArguments<Failure: Error>(_ change: (Node) throws(Failure) -> Node) throws(Failure) -> Intrinsic {
        func all(_ nodes: [Node]) throws(Failure) -> [Node] {
            var changed: [Node] = []
            for node in nodes { changed.append(try change(node)) }
            return changed
        }
        func some(_ node: Node?) throws(Failure) -> Node? {
            guard let node else { return nil }
            return try change(node)
        }
        switch self {
        case .ref, .condition: return self
        case .getAtt(let resource, let attribute): return .getAtt(resource: resource, attribute: try change(attribute))
        case .sub(let text, let variables):
            var fields: [Field] = []
            for field in variables.fields { fields.append(Field(field.key, try change(field.node), keySource: field.keySource)) }
            return .sub(text, variables: Object(fields))
        case .join(let delimiter, let list): return .join(delimiter: try change(delimiter), try change(list))
        case .split(let delimiter, let text): return .split(delimiter: try change(delimiter), try change(text))
        case .select(let index, let list): return .select(index: try change(index), try change(list))
        case .findInMap(let map, let top, let second, let fallback):
            return .findInMap(
                map: try change(map), topLevelKey: try change(top), secondLevelKey: try change(second),
                defaultValue: try some(fallback))
        case .base64(let node): return .base64(try change(node))
        case .getAZs(let node): return .getAZs(try change(node))
        case .importValue(let node): return .importValue(try change(node))
        case .transform(let node): return .transform(try change(node))
        case .not(let node): return .not(try change(node))
        case .other(let name, let node): return .other(name: name, argument: try change(node))
        case .cidr(let block, let count, let bits):
            return .cidr(ipBlock: try change(block), count: try change(count), cidrBits: try some(bits))
        case .if(let condition, let then, let otherwise):
            return .if(condition: condition, then: try change(then), else: try change(otherwise))
        case .equals(let left, let right): return .equals(try change(left), try change(right))
        case .and(let nodes): return .and(try all(nodes))
        case .or(let nodes): return .or(try all(nodes))
        }
    }
}
