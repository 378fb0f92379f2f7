/// What a database holds, apart from its rows: tables and views with their columns, constraints and indexes, and types.
public struct SchemaCatalogue: Hashable, Sendable {
    /// Tables and views by name, such as `public.orders`.
    public var relations: [String: Relation]
    /// Enums and domains by name, such as `public.order_state`.
    public var types: [String: UserType]

    /// A catalogue.
    public init(relations: [String: Relation] = [:], types: [String: UserType] = [:]) {
        self.relations = relations
        self.types = types
    }

    /// The part of it in some schemas; all of it for none.
    public func only(schemas: Set<String>) -> SchemaCatalogue {
        guard !schemas.isEmpty else { return self }
        func isWanted(_ name: String) -> Bool { schemas.contains { name.hasPrefix($0 + ".") } }
        return SchemaCatalogue(
            relations: relations.filter { isWanted($0.key) }, types: types.filter { isWanted($0.key) })
    }
}

/// A table, or what can be read like one.
public struct Relation: Hashable, Sendable {
    /// What kind of relation it is.
    public var kind: Kind
    /// Its columns by name. Their order is of no account.
    public var columns: [String: Column]
    /// Its constraints by name, those of `NOT NULL` aside, which the columns know.
    public var constraints: [String: Constraint]
    /// Its indexes, those of constraints aside.
    public var indexes: Set<Index>

    /// A table or a view.
    public init(
        _ kind: Kind = .table, columns: [String: Column], constraints: [String: Constraint] = [:], indexes: Set<Index> = []
    ) {
        self.kind = kind
        self.columns = columns
        self.constraints = constraints
        self.indexes = indexes
    }

    /// What kind of relation it is. Whether a table is divided into partitions is of no account; the partitions aren't listed.
    public enum Kind: String, Hashable, Sendable {
        case table
        case view
        case materialisedView = "materialised view"
        case foreignTable = "foreign table"

        /// Whether rows are written to it rather than computed.
        var isWritten: Bool { self == .table || self == .foreignTable }
    }
}

/// A type that somebody made.
public enum UserType: Hashable, Sendable {
    /// One of some labels, in their order.
    case labels([String])
    /// Another type, with conditions.
    case domain(Domain)

    /// Another type, with conditions.
    public struct Domain: Hashable, Sendable {
        /// The type that it is made from, with the same questions as for a column.
        public var column: Column
        /// Its conditions by name.
        public var constraints: [String: Constraint]

        /// A type with conditions.
        public init(_ column: Column, constraints: [String: Constraint] = [:]) {
            self.column = column
            self.constraints = constraints
        }
    }
}
