public import ViridianSchema

extension PostgreSQLConnection {
    /// What the database holds, apart from its rows, at one moment. Anyone who may connect may read it.
    public func catalogue() async throws(PostgreSQLError) -> SchemaCatalogue {
        _ = try await query(CatalogueQuery.begin)
        let catalogue = SchemaCatalogue(
            columns: try await query(CatalogueQuery.columns), constraints: try await query(CatalogueQuery.constraints),
            indexes: try await query(CatalogueQuery.indexes), labels: try await query(CatalogueQuery.labels),
            domains: try await query(CatalogueQuery.domains))
        _ = try await query(CatalogueQuery.end)
        return catalogue
    }
}

extension SchemaCatalogue {
    /// The catalogue in the rows of ``CatalogueQuery``. A row that is not as it should be is passed over.
    init(
        columns: [[String?]], constraints: [[String?]], indexes: [[String?]], labels: [[String?]], domains: [[String?]]
    ) {
        self.init()
        for row in columns where row.count == 9 { addColumn(row) }
        for row in constraints where row.count == 5 {
            guard let relation = row[0], let name = row[1], let kind = Constraint.Kind(letter: row[2]), let text = row[3] else {
                continue
            }
            relations[relation]?.constraints[name] = Constraint(kind, text, columns: Set(Self.list(row[4])))
        }
        for row in indexes where row.count == 4 {
            guard let relation = row[0], let text = row[2] else { continue }
            // The name of the index, and that of the table in its schema, stand before.
            let definition = text.firstRange(of: " USING ").map { String(text[$0.lowerBound...].dropFirst()) } ?? text
            relations[relation]?.indexes.insert(
                Index(definition, isUnique: row[1] == "t", columns: row[3].map { Set(Self.list($0)) }))
        }
        for row in labels where row.count == 2 {
            if let name = row[0] { types[name] = .labels(Self.list(row[1])) }
        }
        for row in domains where row.count == 6 { addDomain(row) }
    }

    private mutating func addColumn(_ row: [String?]) {
        guard let relation = row[0], let kind = Relation.Kind(letter: row[1]) else { return }
        if relations[relation] == nil { relations[relation] = Relation(kind, columns: [:]) }
        // A table may have no column at all.
        guard let name = row[2], let type = row[3] else { return }
        let value: Column.Value =
            switch (row[5], row[6], row[7]) {
            case ("a", _, _): .identityAlways
            case ("d", _, _): .identityByDefault
            case (_, "s", let expression?), (_, "v", let expression?): .generated(expression)
            case (_, _, let expression?): .default(expression)
            case (_, _, nil): .none
            }
        relations[relation]?.columns[name] = Column(
            ColumnType(type), isNullable: row[4] != "t", value: value, collation: row[8])
    }

    private mutating func addDomain(_ row: [String?]) {
        guard let name = row[0], let type = row[1] else { return }
        var domain = UserType.Domain(
            Column(ColumnType(type), isNullable: row[2] != "t", value: row[3].map { .default($0) } ?? .none))
        if case .domain(let known)? = types[name] { domain = known }
        if let condition = row[4], let text = row[5] { domain.constraints[condition] = Constraint(.check, text) }
        types[name] = .domain(domain)
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: CatalogueQuery.separator).map(String.init)
    }
}

extension Relation.Kind {
    fileprivate init?(letter: String?) {
        switch letter {
        case "r", "p": self = .table
        case "v": self = .view
        case "m": self = .materialisedView
        case "f": self = .foreignTable
        default: return nil
        }
    }
}

extension Constraint.Kind {
    fileprivate init?(letter: String?) {
        switch letter {
        case "p": self = .primaryKey
        case "u": self = .unique
        case "f": self = .foreignKey
        case "c": self = .check
        case "x": self = .exclusion
        default: return nil
        }
    }
}
