import ViridianTemplate

/// A node with the way that leads to it, so that a check can always say where it is.
struct Spot {
    let node: Node
    let path: [String]
    /// Where the key stands under which the node is.
    let keySource: SourceRange?

    init(_ node: Node, path: [String], keySource: SourceRange? = nil) {
        self.node = node
        self.path = path
        self.keySource = keySource
    }

    init(_ field: Field, below path: [String]) {
        self.init(field.node, path: path + [field.key], keySource: field.keySource)
    }

    /// The place of the value.
    var place: Place { Place(path: path, source: node.source ?? keySource) }
    /// The place of the key, or of the value where there is none, as in a list.
    var keyPlace: Place { Place(path: path, source: keySource ?? node.source) }

    var key: String { path.last ?? "" }

    /// The fields of an object.
    var fields: [Spot] { node.object?.fields.map { Spot($0, below: path) } ?? [] }
    /// The elements of a list.
    var elements: [Spot] { node.list?.enumerated().map { Spot($0.element, path: path + [String($0.offset)]) } ?? [] }

    subscript(key: String) -> Spot? { node.object?.field(key).map { Spot($0, below: path) } }

    /// The node put in this one's place, as when a branch of a function is looked at.
    func replaced(by node: Node, _ steps: String...) -> Spot { Spot(node, path: path + steps, keySource: keySource) }
}

extension Spot {
    /// The arguments of a function, at the places where they were written.
    var arguments: [Spot] {
        guard let function = node.function else { return [] }
        let path = self.path + [function.name]
        func at(_ index: Int, _ node: Node) -> Spot { Spot(node, path: path + [String(index)]) }
        switch function {
        case .ref, .condition: return []
        case .getAtt(_, let attribute): return [at(1, attribute)]
        case .sub(_, let variables): return variables.fields.map { Spot($0, below: path + ["1"]) }
        case .join(let delimiter, let list): return [at(0, delimiter), at(1, list)]
        case .split(let delimiter, let text): return [at(0, delimiter), at(1, text)]
        case .select(let index, let list): return [at(0, index), at(1, list)]
        case .findInMap(let map, let top, let second, let fallback):
            return [at(0, map), at(1, top), at(2, second)]
                + (fallback.map { [Spot($0, path: path + ["3", "DefaultValue"])] } ?? [])
        case .base64(let node), .getAZs(let node), .importValue(let node), .transform(let node), .other(_, let node):
            return [Spot(node, path: path)]
        case .cidr(let block, let count, let bits): return [at(0, block), at(1, count)] + (bits.map { [at(2, $0)] } ?? [])
        case .if(_, let then, let otherwise): return [at(1, then), at(2, otherwise)]
        case .equals(let left, let right): return [at(0, left), at(1, right)]
        case .and(let nodes), .or(let nodes): return nodes.enumerated().map { at($0.offset, $0.element) }
        case .not(let node): return [at(0, node)]
        }
    }

    /// The spots directly below, whatever this is.
    var children: [Spot] { fields + elements + arguments }

    /// This spot and all below it, in order.
    func forEach(_ body: (Spot) -> Void) {
        body(self)
        for child in children { child.forEach(body) }
    }
}
