extension PatternParser {
    /// What stands between `[` and `]`; an opening bracket in there stands for itself, as in Python.
    mutating func characterClass() -> ScalarSet? {
        var set = ScalarSet()
        let isNegated = take("^")
        var isFirst = true
        while let scalar = next, isFirst || scalar != "]" {
            isFirst = false
            if let named = posixSet() {
                set.formUnion(named)
                continue
            }
            let start = position
            if take("\\"), let escaped = escapedSet() {
                set.formUnion(escaped)
                continue
            }
            position = start
            guard let low = classScalar() else { return nil }
            guard let high = rangeEnd() else {
                set.insert(low)
                continue
            }
            guard low <= high else { return nil }
            set.insert(low...high)
        }
        guard take("]") else { return nil }
        if isNegated { set.negate() }
        return set
    }

    /// The end of a range such as `a-z`; a hyphen at the end, or before a class, stands for itself.
    private mutating func rangeEnd() -> UInt32? {
        let start = position
        guard take("-"), let scalar = next, scalar != "]" else {
            position = start
            return nil
        }
        let afterHyphen = position
        if take("\\"), escapedSet() != nil {
            position = start
            return nil
        }
        position = afterHyphen
        guard let high = classScalar() else {
            position = start
            return nil
        }
        return high
    }

    private mutating func classScalar() -> UInt32? {
        if take("\\") {
            return next == "b"
                ? {
                    position += 1; return 8
                }() : escapedScalar()
        }
        guard position < scalars.count else { return nil }
        position += 1
        return scalars[position - 1]
    }

    private mutating func posixSet() -> ScalarSet? {
        let names: [(String, ScalarSet.Kind?)] = [
            ("alnum", nil), ("alpha", .letter), ("digit", .decimal), ("upper", .upper), ("lower", .lower), ("space", .space),
            ("punct", .punctuation), ("word", .word),
        ]
        for (name, kind) in names where take("[:\(name):]") {
            guard let kind else {
                var set = ScalarSet(ScalarSet.Property(kind: .letter))
                set.formUnion(.digit)
                return set
            }
            return ScalarSet(ScalarSet.Property(kind: kind))
        }
        return nil
    }

    /// `\d`, `\w`, `\s`, `\p{…}` and their opposites, behind the backslash.
    mutating func escapedSet() -> ScalarSet? {
        let start = position
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "d": return .digit
        case "w": return .word
        case "s": return .space
        case "D": return ScalarSet(ScalarSet.Property(kind: .decimal, isNegated: true))
        case "W": return ScalarSet(ScalarSet.Property(kind: .word, isNegated: true))
        case "S": return ScalarSet(ScalarSet.Property(kind: .space, isNegated: true))
        case "p", "P":
            if let kind = propertyKind() { return ScalarSet(ScalarSet.Property(kind: kind, isNegated: scalar == "P")) }
        default: break
        }
        position = start
        return nil
    }

    private mutating func propertyKind() -> ScalarSet.Kind? {
        var name = ""
        if take("{") {
            while let scalar = next, scalar != "}" {
                name.unicodeScalars.append(scalar)
                position += 1
            }
            guard take("}") else { return nil }
        } else if let scalar = next {
            name = String(scalar)
            position += 1
        }
        return ScalarSet.Kind(name)
    }

    /// The scalar that an escape stands for, behind the backslash.
    mutating func escapedScalar() -> UInt32? {
        guard let scalar = next else { return nil }
        position += 1
        switch scalar {
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "f": return 12
        case "v": return 11
        case "0": return 0
        case "x": return take("{") ? hexadecimal(8).flatMap { take("}") ? $0 : nil } : hexadecimal(2)
        case "u": return hexadecimal(4)
        case "p", "P": return nil
        default: return scalar.value
        }
    }

    private mutating func hexadecimal(_ digits: Int) -> UInt32? {
        var (value, count): (UInt32, Int) = (0, 0)
        while count < digits, let scalar = next, let digit = Character(scalar).hexDigitValue {
            value = value << 4 | UInt32(digit)
            position += 1
            count += 1
        }
        return count > 0 ? value : nil
    }
}
