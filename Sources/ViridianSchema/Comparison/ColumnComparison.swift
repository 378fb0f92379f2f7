/// What may happen to a column, or to the type that a domain is made from.
struct ColumnComparison {
    /// What it is called in a difference.
    var object: String
    /// Whether rows are written to it: in a view a new column needs no value.
    var isStored: Bool

    func differences(_ pair: Pair<Column>) -> [Difference] {
        switch pair {
        case .removed(let old): return [Difference(.columnRemoved, object, from: old.text)]
        case .added(let new):
            let isFilled = new.isNullable || new.value != .none || !isStored
            return [Difference(isFilled ? .columnAdded : .columnAddedWithoutValue, object, to: new.text)]
        case .both(let old, let new):
            var changes = [typeChange(from: old.type, to: new.type)].compactMap { $0 }
            if old.collation != new.collation {
                changes.append(
                    Difference(
                        .collationChanged, object, from: old.collation ?? "the database's", to: new.collation ?? "the database's")
                )
            }
            if old.isNullable != new.isNullable {
                changes.append(Difference(old.isNullable ? .notNullAdded : .notNullRemoved, object))
            }
            if old.value != new.value {
                changes.append(
                    Difference(valueChange(from: old.value, to: new.value), object, from: old.value.text, to: new.value.text))
            }
            return changes
        }
    }

    private func typeChange(from old: ColumnType, to new: ColumnType) -> Difference? {
        switch TypeChange(from: old, to: new) {
        case .none: nil
        case .widened: Difference(.typeWidened, object, from: old.description, to: new.description)
        case .narrowed: Difference(.typeNarrowed, object, from: old.description, to: new.description)
        case .changed: Difference(.typeChanged, object, from: old.description, to: new.description)
        }
    }

    /// For two values that aren't equal.
    private func valueChange(from old: Column.Value, to new: Column.Value) -> Change {
        switch (old, new) {
        case (.generated, .generated): .generationChanged
        case (.generated, _): .generationRemoved
        case (_, _) where new.refusesOthers: .valueRefused
        case (.none, _): .defaultAdded
        case (_, .none): .defaultRemoved
        case (_, _): .defaultChanged
        }
    }
}

extension Column {
    /// As a statement would write it.
    fileprivate var text: String {
        [type.description, isNullable ? nil : "NOT NULL", value.text].compactMap { $0 }.joined(separator: " ")
    }
}
