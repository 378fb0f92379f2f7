extension Intrinsic {
    /// What the function's name is the key of in its long form: `{"Fn::Join": argument}`.
    ///
    /// With ``name`` it is all that a generic walk over a tree needs.
    public var argument: Node {
        switch self {
        case .ref(let name), .condition(let name): Node(.string(name))
        case .getAtt(let resource, let attribute): Node(.list([Node(.string(resource)), attribute]))
        case .sub(let text, let variables) where variables.isEmpty: Node(.string(text))
        case .sub(let text, let variables): Node(.list([Node(.string(text)), Node(.object(variables))]))
        case .join(let first, let second), .split(let first, let second), .select(let first, let second),
            .equals(let first, let second):
            Node(.list([first, second]))
        case .findInMap(let map, let top, let second, let defaultValue):
            Node(.list([map, top, second] + (defaultValue.map { [["DefaultValue": $0]] } ?? [])))
        case .base64(let node), .getAZs(let node), .importValue(let node), .transform(let node), .other(_, let node): node
        case .cidr(let block, let count, let bits): Node(.list([block, count] + (bits.map { [$0] } ?? [])))
        case .if(let condition, let then, let otherwise): Node(.list([Node(.string(condition)), then, otherwise]))
        case .and(let nodes), .or(let nodes): Node(.list(nodes))
        case .not(let node): Node(.list([node]))
        }
    }
}
