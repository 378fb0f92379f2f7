/// A set of Unicode scalars, as a class such as `[a-z\d]` writes it.
struct ScalarSet: Sendable {
    /// The ASCII members, a bit each.
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var ranges: [ClosedRange<UInt32>] = []
    /// Properties that admit what isn't ASCII.
    private var properties: [Property] = []
    private var isNegated = false

    /// A property of Unicode, or all but that.
    struct Property: Sendable {
        var kind: Kind
        var isNegated = false
    }

    enum Kind: Sendable {
        case letter, upper, lower, mark, number, decimal, punctuation, symbol, separator, other, space, word, any
    }

    func contains(_ scalar: UInt32) -> Bool { holds(scalar) != isNegated }

    private func holds(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return low & (1 << UInt64(scalar)) != 0 }
        if scalar < 128 { return high & (1 << UInt64(scalar - 64)) != 0 }
        if ranges.contains(where: { $0.contains(scalar) }) { return true }
        guard !properties.isEmpty, let scalar = Unicode.Scalar(scalar) else { return false }
        return properties.contains { $0.kind.contains(scalar) != $0.isNegated }
    }

    mutating func insert(_ scalar: UInt32) { insert(scalar...scalar) }

    mutating func insert(_ range: ClosedRange<UInt32>) {
        if range.lowerBound < 128 {
            for scalar in range.lowerBound...min(range.upperBound, 127) { insertLow(scalar) }
        }
        if range.upperBound >= 128 { ranges.append(max(range.lowerBound, 128)...range.upperBound) }
    }

    mutating func insert(_ property: Property) {
        properties.append(property)
        for value in UInt32(0)..<128 {
            if let scalar = Unicode.Scalar(value), property.kind.contains(scalar) != property.isNegated { insertLow(value) }
        }
    }

    mutating func formUnion(_ other: ScalarSet) {
        for value in UInt32(0)..<128 where other.contains(value) { insertLow(value) }
        ranges += other.ranges
        properties += other.properties
    }

    mutating func negate() { isNegated.toggle() }

    /// Adds the other case of each ASCII letter.
    mutating func ignoreCase() {
        for letter in UInt32(65)...90 {
            if holds(letter) { insertLow(letter + 32) }
            if holds(letter + 32) { insertLow(letter) }
        }
    }

    private mutating func insertLow(_ scalar: UInt32) {
        if scalar < 64 { low |= 1 << UInt64(scalar) } else { high |= 1 << UInt64(scalar - 64) }
    }

    init(_ property: Property? = nil) { if let property { insert(property) } }

    static let digit = ScalarSet(Property(kind: .decimal))
    static let space = ScalarSet(Property(kind: .space))
    static let word = ScalarSet(Property(kind: .word))
    /// Anything but the end of a line.
    static let any: ScalarSet = {
        var set = ScalarSet()
        set.insert(10)
        set.negate()
        return set
    }()
}

extension ScalarSet.Kind {
    /// A property by its name in `\p{…}`.
    init?(_ name: String) {
        switch name {
        case "L", "Letter", "Alpha", "IsAlphabetic", "IsL", "Alphabetic": self = .letter
        case "Lu", "Upper", "IsUppercase": self = .upper
        case "Ll", "Lower", "IsLowercase": self = .lower
        case "M", "IsM": self = .mark
        case "N", "IsN": self = .number
        case "Nd", "Digit", "IsDigit": self = .decimal
        case "P", "Punct", "IsPunctuation": self = .punctuation
        case "S", "IsS": self = .symbol
        case "Z", "Zs", "IsZ": self = .separator
        case "C", "Cc", "Cntrl": self = .other
        case "Space", "IsWhite_Space": self = .space
        case "Any", "ASCII": self = .any
        default: return nil
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let category = scalar.properties.generalCategory
        switch self {
        case .any: return true
        case .letter:
            return [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter].contains(category)
        case .upper: return category == .uppercaseLetter
        case .lower: return category == .lowercaseLetter
        case .mark: return [.nonspacingMark, .spacingMark, .enclosingMark].contains(category)
        case .number: return [.decimalNumber, .letterNumber, .otherNumber].contains(category)
        case .decimal: return category == .decimalNumber
        case .punctuation:
            return [
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation,
            ].contains(category)
        case .symbol: return [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol].contains(category)
        case .separator: return [.spaceSeparator, .lineSeparator, .paragraphSeparator].contains(category)
        case .other: return [.control, .format, .surrogate, .privateUse, .unassigned].contains(category)
        case .space: return scalar.properties.isWhitespace
        case .word:
            return scalar == "_" || Self.letter.contains(scalar) || Self.number.contains(scalar) || Self.mark.contains(scalar)
        }
    }
}
