/// What may happen to the constraints and indexes of a table that is in both databases.
struct KeyComparison {
    var table: String
    var old: Relation
    var new: Relation

    var differences: [Difference] { constraints + indexes }

    private var constraints: [Difference] {
        pairs(old.constraints, new.constraints).compactMap { name, pair -> Difference? in
            let object = "constraint \(name) of \(table)"
            switch pair {
            case .both(let before, let after):
                guard before.kind != after.kind || before.definition != after.definition else { return nil }
                return Difference(.constraintChanged, object, from: before.definition, to: after.definition)
            case .removed(let before):
                return removal(of: before).map { Difference($0, object, from: before.definition) }
            case .added(let after):
                return addition(of: after).map { Difference($0, object, to: after.definition) }
            }
        }
    }

    /// A constraint under another name is the same one, unless a statement may name it.
    private func removal(of constraint: Constraint) -> Change? {
        let namesakes = new.constraints.values.filter { $0.kind == constraint.kind && $0.definition == constraint.definition }
        if constraint.kind.isKey || constraint.kind == .exclusion {
            guard namesakes.isEmpty else { return .keyRenamed }
            return constraint.kind.isKey ? (isKey(constraint.columns, of: new) ? .keyRenamed : .keyRemoved) : .constraintRemoved
        }
        guard namesakes.isEmpty else { return nil }
        return constraint.acts ? .actionRemoved : .constraintRemoved
    }

    private func addition(of constraint: Constraint) -> Change? {
        if old.constraints.values.contains(where: { $0.kind == constraint.kind && $0.definition == constraint.definition }) {
            return nil
        }
        switch constraint.kind {
        case .check: return isNew(constraint.columns) { _ in true } ? .constraintAddedOnNewColumns : .constraintAdded
        case .foreignKey, .exclusion:
            let isSafe = isNew(constraint.columns) { $0.isNullable && $0.value == .none }
            return isSafe ? .constraintAddedOnNewColumns : .constraintAdded
        case .primaryKey, .unique:
            if isKey(constraint.columns, of: old) { return nil }
            let isSafe =
                !constraint.definition.contains("NULLS NOT DISTINCT") && isNew(constraint.columns) { $0.value.isDistinct }
            return isSafe ? .constraintAddedOnNewColumns : .constraintAdded
        }
    }

    /// Whether the old version knows none of the columns, and what its rows get there is as the condition says.
    private func isNew(_ columns: Set<String>, where condition: (Column) -> Bool) -> Bool {
        !columns.isEmpty
            && columns.allSatisfy { name in old.columns[name] == nil && new.columns[name].map(condition) ?? false }
    }

    /// Whether no two rows of a table are the same in some columns, be it by a constraint or by an index.
    private func isKey(_ columns: Set<String>, of relation: Relation) -> Bool {
        relation.constraints.values.contains { $0.kind.isKey && $0.columns == columns }
            || relation.indexes.contains { $0.isUnique && $0.columns == columns }
    }

    private var indexes: [Difference] {
        let removed = old.indexes.subtracting(new.indexes).sorted { $0.definition < $1.definition }
        let added = new.indexes.subtracting(old.indexes).sorted { $0.definition < $1.definition }
        let object = "index of \(table)"
        return removed.compactMap { index in
            guard index.isUnique else { return Difference(.indexRemoved, object, from: index.definition) }
            if let columns = index.columns, isKey(columns, of: new) { return nil }
            return Difference(.keyRemoved, object, from: index.definition)
        }
            + added.compactMap { index in
                guard index.isUnique else { return Difference(.indexAdded, object, to: index.definition) }
                if let columns = index.columns, isKey(columns, of: old) { return nil }
                let isSafe = index.columns.map { isNew($0) { $0.value.isDistinct } } ?? false
                return Difference(isSafe ? .constraintAddedOnNewColumns : .constraintAdded, object, to: index.definition)
            }
    }
}
