/// What a regular expression says, as a tree.
indirect enum PatternTree {
    case set(ScalarSet)
    case scalar(UInt32)
    case sequence([PatternTree])
    case choice([PatternTree])
    case loop(PatternTree, minimum: Int, maximum: Int)
    case textStart
    case textEnd(beforeLineBreak: Bool)
    case wordBoundary(isOne: Bool)
    case look(PatternTree, isAhead: Bool, isPositive: Bool)
}

/// Reads a regular expression in the dialect of Python and ICU.
struct PatternParser {
    var scalars: [UInt32]
    var position = 0
    private var ignoresCase = false
    private var dotTakesLines = false
    private var depth = 0

    /// As many as a loop may have where it has no end.
    static let unlimited = Int.max

    init(_ text: String) { scalars = text.unicodeScalars.map(\.value) }

    /// The tree; none where something isn't known here.
    mutating func parse() -> PatternTree? {
        guard let tree = choice(), position == scalars.count else { return nil }
        return tree
    }

    var next: Unicode.Scalar? { position < scalars.count ? Unicode.Scalar(scalars[position]) : nil }

    mutating func take(_ text: String) -> Bool {
        var end = position
        for scalar in text.unicodeScalars {
            guard end < scalars.count, scalars[end] == scalar.value else { return false }
            end += 1
        }
        position = end
        return true
    }

    private mutating func choice() -> PatternTree? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { return nil }
        var ways: [PatternTree] = []
        repeat {
            var parts: [PatternTree] = []
            while let scalar = next, scalar != "|", scalar != ")" {
                guard let part = loop() else { return nil }
                parts.append(part)
            }
            ways.append(parts.count == 1 ? parts[0] : .sequence(parts))
        } while take("|")
        return ways.count == 1 ? ways[0] : .choice(ways)
    }

    private mutating func loop() -> PatternTree? {
        guard var tree = atom() else { return nil }
        while let (minimum, maximum) = count() {
            // Which way is tried first makes no difference to whether there is a match.
            if !take("?"), take("+") { return nil }
            tree = .loop(tree, minimum: minimum, maximum: maximum)
        }
        return tree
    }

    private mutating func count() -> (Int, Int)? {
        if take("*") { return (0, Self.unlimited) }
        if take("+") { return (1, Self.unlimited) }
        if take("?") { return (0, 1) }
        let start = position
        guard take("{"), let (minimum, maximum) = bounds(), take("}") else {
            position = start
            return nil
        }
        return (minimum, maximum)
    }

    /// `3`, `3,` or `3,5`; a brace with anything else stands for itself.
    private mutating func bounds() -> (Int, Int)? {
        let minimum = number()
        guard take(",") else { return minimum.map { ($0, $0) } }
        let maximum = number()
        if minimum == nil && maximum == nil { return nil }
        return (minimum ?? 0, max(minimum ?? 0, maximum ?? Self.unlimited))
    }

    mutating func number() -> Int? {
        var digits = ""
        while let scalar = next, ("0"..."9").contains(scalar), digits.count < 9 {
            digits.unicodeScalars.append(scalar)
            position += 1
        }
        return Int(digits)
    }

    private mutating func atom() -> PatternTree? {
        if take("(") { return group() }
        if take("[") { return characterClass().map(set) }
        if take(".") { return .set(dotTakesLines ? ScalarSet(ScalarSet.Property(kind: .any)) : .any) }
        if take("^") { return .textStart }
        if take("$") { return .textEnd(beforeLineBreak: true) }
        if take("\\") { return escape() }
        guard let scalar = next, !"*+?".unicodeScalars.contains(scalar) else { return nil }
        position += 1
        return literal(scalar.value)
    }

    private mutating func group() -> PatternTree? {
        var look: (isAhead: Bool, isPositive: Bool)?
        if take("?") {
            switch true {
            case take("="): look = (true, true)
            case take("!"): look = (true, false)
            case take("<="): look = (false, true)
            case take("<!"): look = (false, false)
            case take("i)"):
                ignoresCase = true
                return .sequence([])
            case take("s)"):
                dotTakesLines = true
                return .sequence([])
            case take("i:"): ignoresCase = true
            case take("P<"), take("<"):
                while let scalar = next, scalar != ">" { position += 1 }
                guard take(">") else { return nil }
            case take(":"): break
            default: return nil
            }
        }
        guard let tree = choice(), take(")") else { return nil }
        return look.map { .look(tree, isAhead: $0.isAhead, isPositive: $0.isPositive) } ?? tree
    }

    private mutating func escape() -> PatternTree? {
        guard let scalar = next else { return nil }
        switch scalar {
        case "A": position += 1; return .textStart
        case "Z", "z": position += 1; return .textEnd(beforeLineBreak: false)
        case "b": position += 1; return .wordBoundary(isOne: true)
        case "B": position += 1; return .wordBoundary(isOne: false)
        case "1"..."9": return nil
        default: break
        }
        if let set = escapedSet() { return .set(set) }
        return escapedScalar().map(literal)
    }

    private func literal(_ scalar: UInt32) -> PatternTree {
        guard ignoresCase else { return .scalar(scalar) }
        var set = ScalarSet()
        set.insert(scalar)
        return self.set(set)
    }

    private func set(_ set: ScalarSet) -> PatternTree {
        var set = set
        if ignoresCase { set.ignoreCase() }
        return .set(set)
    }
}
