import ViridianTemplate

/// A node with the way that leads to it, so that a check can always say where it is.
struct Spot {
    let node: Node
    private let way: Way

    private init(_ node: Node, way: Way) {
        self.node = node
        self.way = way
    }

    init(_ node: Node, path: [String], keySource: SourceRange? = nil) {
        self.init(node, way: Way(path, keySource))
    }

    init(_ field: Field, below path: [String]) {
        self.init(field.node, way: Way(Way(path, nil), field.key, field.keySource))
    }

    /// Where the key stands under which the node is.
    var keySource: SourceRange? { way.keySource }

    /// The keys and numbers from the top of the template to here.
    var path: [String] { way.path }
    /// How many there are.
    var depth: Int { way.depth }
    /// The section in which it is.
    var section: String { way.first }

    /// The place of the value.
    var place: Place { Place(path: path, source: node.source ?? keySource) }
    /// The place of the key, or of the value where there is none, as in a list.
    var keyPlace: Place { Place(path: path, source: keySource ?? node.source) }

    var key: String { way.key }

    /// The fields of an object.
    var fields: [Spot] { node.object?.fields.map(below) ?? [] }
    /// The elements of a list.
    var elements: [Spot] { node.list?.enumerated().map { below(String($0.offset), $0.element) } ?? [] }

    subscript(key: String) -> Spot? { node.object?.field(key).map(below) }

    /// The node put in this one's place, as when a branch of a function is looked at.
    func replaced(by node: Node, _ steps: String...) -> Spot {
        Spot(node, way: steps.reduce(way) { Way($0, $1, keySource) })
    }

    /// The same place with another node.
    func holding(_ node: Node) -> Spot { Spot(node, way: way) }

    /// A field of this object.
    func below(_ field: Field) -> Spot { Spot(field.node, way: Way(way, field.key, field.keySource)) }
    /// A field of this object for whoever doesn't ask for its place, which costs a step of the way.
    func unplaced(_ field: Field) -> Spot { holding(field.node) }
    private func below(_ key: String, _ node: Node) -> Spot { Spot(node, way: Way(way, key, nil)) }
}

/// The way to a spot: one step, and the way before it.
///
/// A class, because all spots below share it: a walk makes one step for each, and copies none.
private final class Way: Sendable {
    let before: Way?
    let key: String
    let keySource: SourceRange?
    let depth: Int

    init(_ before: Way?, _ key: String, _ keySource: SourceRange?) {
        self.before = before
        self.key = key
        self.keySource = keySource
        depth = (before?.depth ?? 0) + 1
    }

    /// The way of no step.
    private init(_ keySource: SourceRange?) {
        self.keySource = keySource
        (before, key, depth) = (nil, "", 0)
    }

    convenience init(_ path: [String], _ keySource: SourceRange?) {
        if let last = path.last {
            self.init(Way(Array(path.dropLast()), nil), last, keySource)
        } else {
            self.init(keySource)
        }
    }

    var path: [String] {
        var (keys, way): ([String], Way?) = ([], self)
        keys.reserveCapacity(depth)
        while let step = way, step.depth > 0 {
            keys.append(step.key)
            way = step.before
        }
        return keys.reversed()
    }

    var first: String {
        var way = self
        while way.depth > 1, let before = way.before { way = before }
        return way.key
    }
}

extension Spot {
    /// The arguments of a function, at the places where they were written.
    var arguments: [Spot] {
        guard let function = node.function else { return [] }
        func at(_ index: Int, _ node: Node) -> Spot { argument(node, function.name, String(index)) }
        switch function {
        case .ref, .condition: return []
        case .getAtt(_, let attribute): return [at(1, attribute)]
        case .sub(_, let variables): return argument(Node(.object(variables)), function.name, "1").fields
        case .join(let delimiter, let list): return [at(0, delimiter), at(1, list)]
        case .split(let delimiter, let text): return [at(0, delimiter), at(1, text)]
        case .select(let index, let list): return [at(0, index), at(1, list)]
        case .findInMap(let map, let top, let second, let fallback):
            return [at(0, map), at(1, top), at(2, second)]
                + (fallback.map { [argument($0, function.name, "3", "DefaultValue")] } ?? [])
        case .base64(let node), .getAZs(let node), .importValue(let node), .transform(let node), .other(_, let node):
            return [argument(node, function.name)]
        case .cidr(let block, let count, let bits): return [at(0, block), at(1, count)] + (bits.map { [at(2, $0)] } ?? [])
        case .if(_, let then, let otherwise): return [at(1, then), at(2, otherwise)]
        case .equals(let left, let right): return [at(0, left), at(1, right)]
        case .and(let nodes), .or(let nodes): return nodes.enumerated().map { at($0.offset, $0.element) }
        case .not(let node): return [at(0, node)]
        }
    }

    private func argument(_ node: Node, _ steps: String...) -> Spot {
        Spot(node, way: steps.reduce(way) { Way($0, $1, nil) })
    }

    /// The texts at and below this spot, in order.
    var texts: [Spot] {
        var texts: [Spot] = []
        forEach { if $0.node.string != nil { texts.append($0) } }
        return texts
    }

    /// This spot and all below it, in order.
    func forEach(_ body: (Spot) -> Void) {
        body(self)
        forEachChild { $0.forEach(body) }
    }

    /// The spots directly below, one after the other: a list of them would copy each.
    func forEachChild(_ body: (Spot) -> Void) {
        switch node.value {
        case .list(let nodes): for (index, node) in nodes.enumerated() { body(below(String(index), node)) }
        case .object(let object): for field in object.fields { body(below(field)) }
        case .function: arguments.forEach(body)
        case .null, .bool, .number, .string: break
        }
    }
}
