/// What becomes of values when a column's type changes.
enum TypeChange: Hashable {
    /// The types are the same, or hold the same.
    case none
    /// Every value still fits, and more do.
    case widened
    /// A value may not fit any more.
    case narrowed
    /// It is another kind of value.
    case changed

    init(from old: ColumnType, to new: ColumnType) {
        guard old.isArray == new.isArray, let before = Capacity(old), let after = Capacity(new), before.family == after.family
        else {
            self = old == new ? .none : .changed
            return
        }
        if before == after {
            self = .none
        } else if zip(before.sizes, after.sizes).allSatisfy({ $0 <= $1 }) {
            self = .widened
        } else {
            self = .narrowed
        }
    }
}

/// How much a type of a family holds: types of the same family, each of whose sizes is at least as large, hold every value.
///
/// Source: PostgreSQL manual, chapter 8, "Data Types".
private struct Capacity: Equatable {
    var family: String
    var sizes: [Int]

    private static let unlimited = Int.max

    /// None for a type that has no larger or smaller brothers.
    init?(_ type: ColumnType) {
        let number = type.numbers.first
        switch type.name {
        case "smallint": (family, sizes) = ("integer", [2])
        case "integer": (family, sizes) = ("integer", [4])
        case "bigint": (family, sizes) = ("integer", [8])
        case "real": (family, sizes) = ("float", [4])
        case "double precision": (family, sizes) = ("float", [8])
        case "character varying": (family, sizes) = ("text", [number ?? Self.unlimited])
        case "text": (family, sizes) = ("text", [Self.unlimited])
        case "bit varying": (family, sizes) = ("bit varying", [number ?? Self.unlimited])
        case "numeric": (family, sizes) = ("numeric", Self.digits(type.numbers))
        case "timestamp without time zone", "timestamp with time zone", "time without time zone", "time with time zone",
            "interval":
            (family, sizes) = (type.name, [number ?? 6])
        default: return nil
        }
    }

    /// The digits before and after the point.
    private static func digits(_ numbers: [Int]) -> [Int] {
        guard let precision = numbers.first else { return [unlimited, unlimited] }
        let scale = numbers.dropFirst().first ?? 0
        return [precision - scale, scale]
    }
}
