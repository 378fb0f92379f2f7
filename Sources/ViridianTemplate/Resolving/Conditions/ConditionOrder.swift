/// The conditions of a template in an order in which each comes after those that it rests on.
///
/// Found without recursion: a template can chain ten thousand conditions, and no stack is that deep.
struct ConditionOrder {
    /// All declared names, the independent ones first.
    private(set) var names: [String] = []
    /// Those that can't be worked out because they rest on themselves.
    private(set) var circular: Set<String> = []
    /// The first circle in the order of the template, with its first name again at the end.
    private(set) var circle: [String] = []

    private enum State { case underway, done }

    init(_ template: Template) {
        let fields = template.conditions
        let declared = Dictionary(fields.map { ($0.key, $0.node) }) { first, _ in first }
        var states: [String: State] = [:]
        for field in fields where states[field.key] == nil {
            var way: [(name: String, open: [String])] = [(field.key, Self.references(in: field.node))]
            states[field.key] = .underway
            while let step = way.last {
                guard let next = step.open.last else {
                    way.removeLast()
                    states[step.name] = .done
                    names.append(step.name)
                    continue
                }
                way[way.count - 1].open.removeLast()
                guard let node = declared[next] else { continue }
                switch states[next] {
                case .done?: break
                case .underway?:
                    let start = way.firstIndex { $0.name == next } ?? 0
                    let members = way[start...].map(\.name)
                    if circle.isEmpty { circle = members + [next] }
                    circular.formUnion(members)
                case nil:
                    states[next] = .underway
                    way.append((next, Self.references(in: node)))
                }
            }
        }
    }

    /// The conditions that a condition names, the last one first.
    private static func references(in node: Node) -> [String] {
        switch node.function {
        case .condition(let name)?: [name]
        case .not(let inner)?: references(in: inner)
        case .and(let nodes)?, .or(let nodes)?: nodes.reversed().flatMap(references)
        case .if(let name, let then, let otherwise)?: references(in: otherwise) + references(in: then) + [name]
        default: []
        }
    }
}
