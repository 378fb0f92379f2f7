/// Reads the part of Java's regular expressions that needs no backtracking: characters, classes, groups, `|`, `* + ? {m,n}`,
/// `^` and `$`.
struct TextPatternParser {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    /// The whole pattern; none where it holds what can't be read.
    mutating func parse() -> PatternTree? {
        guard let tree = choice(), index == scalars.count else { return nil }
        return tree
    }

    private var scalar: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ expected: Unicode.Scalar) -> Bool {
        guard scalar == expected else { return false }
        index += 1
        return true
    }

    private mutating func choice() -> PatternTree? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { return nil }
        var parts: [PatternTree] = []
        repeat {
            guard let part = sequence() else { return nil }
            parts.append(part)
        } while take("|")
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    private mutating func sequence() -> PatternTree? {
        var parts: [PatternTree] = []
        while let scalar, scalar != "|", scalar != ")" {
            guard let atom = atom(), let part = quantified(atom) else { return nil }
            parts.append(part)
        }
        return .sequence(parts)
    }

    private mutating func atom() -> PatternTree? {
        guard let scalar else { return nil }
        index += 1
        switch scalar {
        case "(":
            if take("?"), !take(":") { return nil }
            guard let inner = choice(), take(")") else { return nil }
            return inner
        case "[": return characterClass()
        case ".": return .take(Self.lineEnds, isNegated: true)
        case "^": return .atStart
        case "$": return .atEnd
        case "\\": return escape().map { .take($0.ranges, isNegated: $0.isNegated) }
        case "*", "+", "?", "{": return nil
        default: return .take([scalar.value...scalar.value], isNegated: false)
        }
    }

    private mutating func quantified(_ atom: PatternTree) -> PatternTree? {
        let tree: PatternTree
        switch scalar {
        case "*": tree = .repeated(atom, least: 0, most: nil)
        case "+": tree = .repeated(atom, least: 1, most: nil)
        case "?": tree = .repeated(atom, least: 0, most: 1)
        case "{":
            index += 1
            guard let least = number() else { return nil }
            var most: Int? = least
            if take(",") { most = number() }
            guard scalar == "}", most ?? least >= least else { return nil }
            tree = .repeated(atom, least: least, most: most)
        default: return atom
        }
        index += 1
        // Lazy or greedy makes no difference to whether there is a match; possessive does.
        _ = take("?")
        return [.some("+"), .some("*"), .some("{")].contains(scalar) ? nil : tree
    }

    private mutating func number() -> Int? {
        let start = index
        while let scalar, ("0"..."9").contains(scalar) { index += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<index]))).flatMap { $0 <= 10_000 ? $0 : nil }
    }

    private mutating func characterClass() -> PatternTree? {
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while let scalar, isFirst || scalar != "]" {
            isFirst = false
            index += 1
            // Classes in classes, and intersections of them, are Java's own.
            if scalar == "[" || (scalar == "&" && self.scalar == "&") { return nil }
            var low = scalar.value
            if scalar == "\\" {
                guard let escaped = escape(), !escaped.isNegated else { return nil }
                guard let single = escaped.single else {
                    ranges += escaped.ranges
                    continue
                }
                low = single
            }
            guard self.scalar == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
                ranges.append(low...low)
                continue
            }
            index += 1
            guard let high = rangeEnd(), low <= high else { return nil }
            ranges.append(low...high)
        }
        return take("]") ? .take(ranges, isNegated: isNegated) : nil
    }

    private mutating func rangeEnd() -> UInt32? {
        guard let scalar else { return nil }
        index += 1
        if scalar == "[" { return nil }
        return scalar == "\\" ? escape()?.single : scalar.value
    }

    private struct Escape {
        var ranges: [ClosedRange<UInt32>]
        var isNegated = false
        var single: UInt32? { ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil }
    }

    private mutating func escape() -> Escape? {
        guard let scalar else { return nil }
        index += 1
        let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
        let blank: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]
        switch scalar {
        case "d": return Escape(ranges: [0x30...0x39])
        case "D": return Escape(ranges: [0x30...0x39], isNegated: true)
        case "w": return Escape(ranges: word)
        case "W": return Escape(ranges: word, isNegated: true)
        case "s": return Escape(ranges: blank)
        case "S": return Escape(ranges: blank, isNegated: true)
        case "t": return Escape(ranges: [0x09...0x09])
        case "n": return Escape(ranges: [0x0A...0x0A])
        case "r": return Escape(ranges: [0x0D...0x0D])
        case "a"..."z", "A"..."Z", "0"..."9": return nil
        default: return Escape(ranges: [scalar.value...scalar.value])
        }
    }

    private static let lineEnds: [ClosedRange<UInt32>] = [0x0A...0x0A, 0x0D...0x0D, 0x85...0x85, 0x2028...0x2029]
}
