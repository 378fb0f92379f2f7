/// Two databases, compared.
public struct SchemaComparison: Hashable, Sendable {
    /// In what they differ: by object, what is breaking and what is safe together.
    public let differences: [Difference]

    /// Whether both versions of a service can live with both databases.
    public var isCompatible: Bool { differences.allSatisfy { $0.verdict == .safe } }

    /// Compares the database of the version that serves with the one of the version that is to follow.
    public static func compare(stable: SchemaCatalogue, candidate: SchemaCatalogue) -> SchemaComparison {
        var differences: [Difference] = []
        for (name, pair) in pairs(stable.relations, candidate.relations) {
            differences += relation(name, pair)
        }
        for (name, pair) in pairs(stable.types, candidate.types) {
            differences += type(name, pair)
        }
        return SchemaComparison(differences: differences)
    }

    private static func relation(_ name: String, _ pair: Pair<Relation>) -> [Difference] {
        switch pair {
        case .added(let new): return [Difference(.relationAdded, "\(new.kind.rawValue) \(name)")]
        case .removed(let old): return [Difference(.relationRemoved, "\(old.kind.rawValue) \(name)")]
        case .both(let old, let new):
            let kind: [Difference] =
                old.kind == new.kind
                ? []
                : [
                    Difference(
                        .relationKindChanged, "\(old.kind.rawValue) \(name)", from: old.kind.rawValue, to: new.kind.rawValue)
                ]
            let columns = pairs(old.columns, new.columns).flatMap { column, pair in
                ColumnComparison(object: "column \(name).\(column)", isStored: new.kind.isWritten).differences(pair)
            }
            return kind + columns + KeyComparison(table: name, old: old, new: new).differences
        }
    }

    private static func type(_ name: String, _ pair: Pair<UserType>) -> [Difference] {
        let object = "type \(name)"
        switch pair {
        case .added: return [Difference(.typeAdded, object)]
        case .removed: return [Difference(.typeRemoved, object)]
        case .both(.labels(let old), .labels(let new)): return labels(object, from: old, to: new)
        case .both(.domain(let old), .domain(let new)):
            let column = ColumnComparison(object: object, isStored: true).differences(.both(old.column, new.column))
            let empty = Relation(columns: [:], constraints: old.constraints)
            return column
                + KeyComparison(table: name, old: empty, new: Relation(columns: [:], constraints: new.constraints)).differences
        case .both: return [Difference(.typeRemoved, object), Difference(.typeAdded, object)]
        }
    }

    private static func labels(_ object: String, from old: [String], to new: [String]) -> [Difference] {
        let removed = old.filter { !new.contains($0) }.map { Difference(.labelRemoved, object, from: $0) }
        let added = new.filter { !old.contains($0) }.map { Difference(.labelAdded, object, to: $0) }
        let (before, after) = (old.filter(new.contains), new.filter(old.contains))
        guard before != after else { return removed + added }
        return removed + added
            + [Difference(.labelsReordered, object, from: before.joined(separator: ", "), to: after.joined(separator: ", "))]
    }
}

/// What two databases say of one object.
enum Pair<Value> {
    case added(Value)
    case removed(Value)
    case both(Value, Value)
}

/// What two databases say of all objects of a kind, in the order of their names.
func pairs<Value>(_ old: [String: Value], _ new: [String: Value]) -> [(String, Pair<Value>)] {
    Set(old.keys).union(new.keys).sorted().compactMap { name in
        switch (old[name], new[name]) {
        case (let old?, let new?): (name, .both(old, new))
        case (let old?, nil): (name, .removed(old))
        case (nil, let new?): (name, .added(new))
        case (nil, nil): nil
        }
    }
}
