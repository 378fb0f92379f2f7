/// What a value has to look like: one node of the schema graph.
///
/// A schema is a number and a pointer, so copying it is free; a keyword is read from the embedded bytes when it is asked for.
/// Recursive types (a WAF statement holds statements) are cycles of the graph: walk it along a template's value, never by itself.
/// Two schemas are equal when they are the same node, and equal definitions of different types are the same node.
public struct Schema: Sendable {
    let bytes: Bytes
    let node: Int

    /// What follows a keyword, or `nil` where the schema lacks it.
    func payload(_ keyword: Keyword) -> Cursor? {
        var cursor = bytes.cursor(node, of: .nodes)
        while !cursor.isAtEnd {
            let code = cursor.byte()
            let length = cursor.number()
            if code == keyword.rawValue { return Cursor(bytes: bytes, position: cursor.position, end: cursor.position + length) }
            if code > keyword.rawValue { return nil }
            cursor.position += length
        }
        return nil
    }

    func literal(_ keyword: Keyword) -> Literal? {
        var cursor = payload(keyword)
        return cursor?.literal()
    }

    func strings(_ keyword: Keyword) -> [String] {
        guard case .array(let items) = literal(keyword) else { return [] }
        return items.compactMap(\.string)
    }

    func schema(_ keyword: Keyword) -> Schema? {
        var cursor = payload(keyword)
        return cursor?.schema()
    }

    func schemas(_ keyword: Keyword) -> [Schema] {
        var cursor = payload(keyword)
        return cursor?.schemas() ?? []
    }

    func pairs(_ keyword: Keyword) -> [(name: String, schema: Schema)] {
        var cursor = payload(keyword)
        return cursor?.pairs() ?? []
    }

    func groups(_ keyword: Keyword) -> [String: [String]] {
        guard case .object(let fields) = literal(keyword) else { return [:] }
        return fields.mapValues { value in
            guard case .array(let items) = value else { return [] }
            return items.compactMap(\.string)
        }
    }
}

extension Schema: Hashable {
    /// Whether both are the same node of the graph.
    public static func == (left: Self, right: Self) -> Bool { left.node == right.node }
    /// Hashes the number of that node.
    public func hash(into hasher: inout Hasher) { hasher.combine(node) }
}
