/// What a table's rows must keep.
public struct Constraint: Hashable, Sendable {
    /// What kind of constraint it is.
    public var kind: Kind
    /// What it says, as PostgreSQL's function `pg_get_constraintdef` writes it: `CHECK ((total >= 0))`.
    public var definition: String
    /// The columns that it is about.
    public var columns: Set<String>

    /// A constraint. Whether it was checked for rows that were there before is of no account: new rows must keep it either way.
    public init(_ kind: Kind, _ definition: String, columns: Set<String> = []) {
        self.kind = kind
        let suffix = " NOT VALID"
        self.definition = definition.hasSuffix(suffix) ? String(definition.dropLast(suffix.count)) : definition
        self.columns = columns
    }

    /// What kind of constraint it is.
    public enum Kind: String, Hashable, Sendable {
        case primaryKey = "primary key"
        case unique
        case foreignKey = "foreign key"
        case check
        case exclusion

        var isKey: Bool { self == .primaryKey || self == .unique }
    }

    /// Whether the database itself changes rows of this table when a row that they point at goes or changes.
    var acts: Bool {
        kind == .foreignKey
            && ["CASCADE", "SET NULL", "SET DEFAULT"].contains {
                definition.contains("ON DELETE \($0)") || definition.contains("ON UPDATE \($0)")
            }
    }
}

/// An index that no constraint made. Its name is of no account.
public struct Index: Hashable, Sendable {
    /// Whether two rows may not be the same in it.
    public var isUnique: Bool
    /// How it is made, such as `USING btree (customer, placed_at)`.
    public var definition: String
    /// Its columns; none where it is about expressions or about a part of the rows.
    public var columns: Set<String>?

    /// An index.
    public init(_ definition: String, isUnique: Bool = false, columns: Set<String>? = nil) {
        self.isUnique = isUnique
        self.definition = definition
        self.columns = columns
    }
}
