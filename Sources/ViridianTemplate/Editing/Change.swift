/// One change of a template's tree. Paths are keys and numbers from the top, `["Resources", "Web", "Properties"]`; a branch of
/// `Fn::If` is reached by `"Fn::If", "1"` and `"Fn::If", "2"`.
public enum Change: Hashable, Sendable {
    /// A new field of an object: behind the field of a key where there is one, else at the end.
    case insert(Field, into: [String], after: String? = nil)
    /// A new element at the end of a list.
    case append(Node, to: [String])
    /// A scalar or a short call takes the place of what stands there.
    case replace([String], with: Node)
    /// A field goes with its key.
    case remove([String])
}

extension Change: CustomStringConvertible {
    /// What to do, in words, for those who have to do it by hand.
    public var description: String {
        func name(_ path: [String]) -> String { path.joined(separator: ".") }
        func text(_ node: Node) -> String { Fragment.flow(node, as: .yaml) }
        return switch self {
        case .insert(let field, let path, _): "add \(field.key): \(text(field.node)) to \(name(path))"
        case .append(let node, let path): "add \(text(node)) to \(name(path))"
        case .replace(let path, let node): "set \(name(path)) to \(text(node))"
        case .remove(let path): "remove \(name(path))"
        }
    }
}

extension Template {
    /// The template with a change; none where its place isn't there, or is taken.
    public func applying(_ change: Change) -> Template? {
        let root = Node(.object(root))
        let changed: Node? =
            switch change {
            case .insert(let field, let path, let key): root.changing(path[...]) { $0.inserting(field, after: key) }
            case .append(let node, let path):
                root.changing(path[...]) { list in list.list.map { Node(.list($0 + [node]), at: list.source) } }
            case .replace(let path, let node): root.changing(path[...]) { _ in node }
            case .remove(let path): root.changing(path.dropLast()) { $0.removing(path.last) }
            }
        return changed?.object.map { Template(root: $0, name: name) }
    }
}

extension Node {
    /// What stands below this node at a path.
    func below(_ path: ArraySlice<String>) -> Node? {
        guard let key = path.first else { return self }
        switch value {
        case .object(let object): return object[key]?.below(path.dropFirst())
        case .list(let nodes):
            guard let index = Int(key), nodes.indices.contains(index) else { return nil }
            return nodes[index].below(path.dropFirst())
        case .function(let function):
            return function.name == key ? function.argument.below(path.dropFirst()) : nil
        case .null, .bool, .number, .string: return nil
        }
    }

    fileprivate func changing(_ path: ArraySlice<String>, by change: (Node) -> Node?) -> Node? {
        guard let key = path.first else { return change(self) }
        switch value {
        case .object(var object):
            guard let changed = object[key]?.changing(path.dropFirst(), by: change) else { return nil }
            object[key] = changed
            return Node(.object(object), at: source)
        case .list(var nodes):
            guard let index = Int(key), nodes.indices.contains(index),
                let changed = nodes[index].changing(path.dropFirst(), by: change)
            else { return nil }
            nodes[index] = changed
            return Node(.list(nodes), at: source)
        case .function(.if(let condition, let then, let otherwise)):
            guard key == "Fn::If", let branch = path.dropFirst().first else { return nil }
            let rest = path.dropFirst(2)
            let (first, second) =
                branch == "1" ? (then.changing(rest, by: change), otherwise) : (then, otherwise.changing(rest, by: change))
            guard let first, let second, ["1", "2"].contains(branch) else { return nil }
            return Node(.function(.if(condition: condition, then: first, else: second)), at: source)
        default: return nil
        }
    }

    fileprivate func inserting(_ field: Field, after key: String?) -> Node? {
        guard let object, object[field.key] == nil else { return nil }
        let index = key.flatMap { key in object.fields.firstIndex { $0.key == key } } ?? object.fields.count - 1
        var fields = object.fields
        fields.insert(field, at: index + 1)
        return Node(.object(Object(fields)), at: source)
    }

    fileprivate func removing(_ key: String?) -> Node? {
        guard let key, var object, object[key] != nil else { return nil }
        object[key] = nil
        return Node(.object(object), at: source)
    }
}
