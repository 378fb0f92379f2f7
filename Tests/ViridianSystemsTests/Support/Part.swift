import ViridianTemplate

/// One resource of a system as it would be made: in which stack, and with every value in place.
struct Part: Hashable, CustomStringConvertible {
    var stack: String
    var logicalID: String
    var type: String
    var body: Object

    /// For failures: tests find resources by what they are, never by their names.
    var description: String { "\(logicalID) (\(type))" }

    var properties: Object { body["Properties"]?.object ?? [:] }
    var metadata: Object { body["Metadata"]?.object ?? [:] }

    /// A property, or what lies below it at a path of keys and positions.
    subscript(path: String...) -> Node? { Node(.object(properties)).at(path) }

    /// What stands behind the references in a property.
    func pointers(_ path: String...) -> [Pointer] {
        Node(.object(properties)).at(path).map { Pointer.all(in: $0) } ?? []
    }

    /// Whether a property, or with no path any, points at another resource.
    func points(at other: Part, _ path: String...) -> Bool {
        let node = Node(.object(properties)).at(path)
        return (node.map { Pointer.all(in: $0) } ?? []).contains { $0.stack == other.stack && $0.logicalID == other.logicalID }
    }

    /// The resources that it waits for by words alone.
    var dependsOn: [String] { body["DependsOn"].map { $0.list?.compactMap(\.string) ?? [$0.words] } ?? [] }

    /// Whether it waits for another, by words or because it points at it.
    func waits(for other: Part) -> Bool {
        dependsOn.contains(other.logicalID) && stack == other.stack || points(at: other)
    }

    /// The tags, whichever way the type takes them.
    var tags: [String: String] {
        for property in ["Tags", "HostedZoneTags", "FileSystemTags", "BackupVaultTags", "BackupPlanTags"] {
            guard let node = properties[property] else { continue }
            if let object = node.object { return Dictionary(uniqueKeysWithValues: object.fields.map { ($0.key, $0.node.words) }) }
            return Dictionary(
                (node.list ?? []).compactMap { tag in
                    (tag["Key"] ?? tag["TagKey"])?.string.map { ($0, (tag["Value"] ?? tag["TagValue"])?.words ?? "") }
                }
            ) { $1 }
        }
        return [:]
    }
}

extension Node {
    /// What lies at a path of keys and of positions in lists.
    func at(_ path: some Collection<String>) -> Node? {
        guard let key = path.first else { return self }
        let next = list.flatMap { list in Int(key).flatMap { list.indices.contains($0) ? list[$0] : nil } } ?? self[key]
        return next?.at(path.dropFirst())
    }

    /// The items of a list; one value counts as a list of itself, as policies have it.
    var items: [Node] { list ?? [self] }
}
