/// What can happen to an object between two databases. What is renamed is removed, and something else is added.
public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
    case relationAdded = "relation-added"
    case relationRemoved = "relation-removed"
    case relationKindChanged = "relation-kind-changed"
    case columnAdded = "column-added"
    case columnAddedWithoutValue = "column-added-without-value"
    case columnRemoved = "column-removed"
    case typeWidened = "type-widened"
    case typeNarrowed = "type-narrowed"
    case typeChanged = "type-changed"
    case collationChanged = "collation-changed"
    case notNullAdded = "not-null-added"
    case notNullRemoved = "not-null-removed"
    case defaultAdded = "default-added"
    case defaultChanged = "default-changed"
    case defaultRemoved = "default-removed"
    case valueRefused = "value-refused"
    case generationChanged = "generation-changed"
    case generationRemoved = "generation-removed"
    case constraintAdded = "constraint-added"
    case constraintAddedOnNewColumns = "constraint-added-on-new-columns"
    case constraintChanged = "constraint-changed"
    case constraintRemoved = "constraint-removed"
    case actionRemoved = "action-removed"
    case keyRemoved = "key-removed"
    case keyRenamed = "key-renamed"
    case indexAdded = "index-added"
    case indexRemoved = "index-removed"
    case typeAdded = "user-type-added"
    case typeRemoved = "user-type-removed"
    case labelAdded = "label-added"
    case labelRemoved = "label-removed"
    case labelsReordered = "labels-reordered"
}

extension Change {
    /// Whether both versions can live with it.
    public var verdict: Difference.Verdict {
        switch self {
        case .relationAdded, .columnAdded, .typeWidened, .notNullRemoved, .defaultAdded, .defaultChanged,
            .constraintAddedOnNewColumns, .constraintRemoved, .indexAdded, .indexRemoved, .typeAdded, .labelAdded:
            .safe
        case .relationRemoved, .relationKindChanged, .columnAddedWithoutValue, .columnRemoved, .typeNarrowed, .typeChanged,
            .collationChanged, .notNullAdded, .defaultRemoved, .valueRefused, .generationChanged, .generationRemoved,
            .constraintAdded, .constraintChanged, .actionRemoved, .keyRemoved, .keyRenamed, .typeRemoved, .labelRemoved,
            .labelsReordered:
            .breaking
        }
    }

    /// Why, in one sentence.
    public var reason: String {
        switch self {
        case .relationAdded: "The old version doesn't know it."
        case .relationRemoved: "The old version reads and writes it."
        case .relationKindChanged: "What can be written to a table can't all be written to a view, and the other way about."
        case .columnAdded: "The old version leaves it out, and the database knows what to put there."
        case .columnAddedWithoutValue: "The old version leaves it out, and each of its inserts is refused."
        case .columnRemoved: "The old version names it."
        case .typeWidened:
            "Every old value fits; once the new version writes larger ones, the stable database can't take them back."
        case .typeNarrowed: "A value that is there, or that the old version writes, may not fit."
        case .typeChanged: "The old version writes and expects another type."
        case .collationChanged: "Texts are sorted, and perhaps found, in another way."
        case .notNullAdded: "A NULL that is there, or that the old version writes, is refused."
        case .notNullRemoved: "Every old row fits; the old version must bear it when the new one writes NULL."
        case .defaultAdded: "An insert that left the column out got NULL or was refused."
        case .defaultChanged: "An insert that leaves the column out still gets a value, though another one."
        case .defaultRemoved: "An insert that leaves the column out gets NULL instead of a value, or is refused."
        case .valueRefused: "The database writes the column itself, and refuses what the old version writes there."
        case .generationChanged: "The same row gets another value in each database."
        case .generationRemoved: "The old version doesn't write the column, and now nobody does."
        case .constraintAdded: "A row that is there, or that the old version writes, may be refused."
        case .constraintAddedOnNewColumns: "What the old version's rows get in the new columns keeps it."
        case .constraintChanged: "A row that one database takes may be refused by the other."
        case .constraintRemoved: "Whatever was taken still is."
        case .actionRemoved: "The old version leaves it to the database to delete or change the rows that point at a row."
        case .keyRemoved: "The old version's ON CONFLICT finds no key, and what was one row may become two."
        case .keyRenamed: "The old version's ON CONFLICT ON CONSTRAINT finds no key of that name."
        case .indexAdded: "It changes no result."
        case .indexRemoved: "It changes no result, though a query may become slow."
        case .typeAdded: "The old version doesn't know it."
        case .typeRemoved: "The old version may name it."
        case .labelAdded: "Every old value fits; the old version must bear it when the new one writes another."
        case .labelRemoved: "A value that is there, or that the old version writes, is refused."
        case .labelsReordered: "Values are compared and sorted by the order of the labels."
        }
    }
}
