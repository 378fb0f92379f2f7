/// What YAML 1.1 makes of a scalar without quotes, as CloudFormation and PyYAML read it.
/// Source: YAML 1.1 type repository (yaml.org/type): bool, int, float, null.
enum PlainScalar {
    /// The value of a plain scalar.
    ///
    /// A number keeps its decimal form. What only YAML 1.1 takes for a number, such as `0644`, `0x1F`, `1_000` or `22:22`,
    /// stays the text that its author sees: JSON could not say it, and an account id or a file mode must not lose its zeros.
    /// So do dates.
    static func value(_ text: String) -> Value {
        if isNull(text) { return .null }
        if let bool = bool(text) { return .bool(bool) }
        return number(text).map(Value.number) ?? .string(text)
    }

    /// Whether any YAML reader, of 1.1 or 1.2, could take this text for something else than text when it has no quotes.
    static func needsQuotes(_ text: String) -> Bool {
        if isNull(text) || bool(text) != nil || ["y", "Y", "n", "N", "=", "<<"].contains(text) { return true }
        guard let first = text.utf8.first, (0x30...0x39).contains(first) || first == 0x2B || first == 0x2D || first == 0x2E else {
            return false
        }
        return looksNumeric(text)
    }

    static func isNull(_ text: String) -> Bool {
        switch text {
        case "", "~", "null", "Null", "NULL": true
        default: false
        }
    }

    static func bool(_ text: String) -> Bool? {
        switch text {
        case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": true
        case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": false
        default: nil
        }
    }

    /// A decimal number in the form in which JSON writes it: without a plus, with digits on both sides of the point.
    static func number(_ text: String) -> Number? {
        var rest = Substring(text)
        var sign = ""
        if rest.first == "+" { rest.removeFirst() } else if rest.first == "-" { sign = String(rest.removeFirst()) }
        let whole = rest.prefix { isDigit($0) }
        rest = rest.dropFirst(whole.count)
        if rest.isEmpty {
            guard !whole.isEmpty, whole == "0" || whole.first != "0" else { return nil }
            return Number(text: sign + whole)
        }
        guard rest.first == "." else { return nil }
        rest.removeFirst()
        let fraction = rest.prefix { isDigit($0) }
        rest = rest.dropFirst(fraction.count)
        guard !(whole.isEmpty && fraction.isEmpty), let exponent = exponent(rest) else { return nil }
        let integer = String(whole.drop { $0 == "0" })
        return Number(text: sign + (integer.isEmpty ? "0" : integer) + "." + (fraction.isEmpty ? "0" : fraction) + exponent)
    }

    /// YAML 1.1 wants a sign in the exponent; without it the scalar is text.
    private static func exponent(_ rest: Substring) -> Substring? {
        if rest.isEmpty { return rest }
        let digits = rest.dropFirst(2)
        guard rest.first == "e" || rest.first == "E", let sign = rest.dropFirst().first, sign == "+" || sign == "-" else {
            return nil
        }
        return !digits.isEmpty && digits.allSatisfy(isDigit) ? rest : nil
    }

    private static func isDigit(_ character: Character) -> Bool {
        character >= "0" && character <= "9" && character.utf8.count == 1
    }

    /// Numbers of every base, times, dates, infinities: made of these characters only. Quoting one word too many does no harm.
    private static func looksNumeric(_ text: String) -> Bool {
        let body = text.drop { $0 == "+" || $0 == "-" }
        if [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(String(body)) { return true }
        if body.hasPrefix("0x") || body.hasPrefix("0X") { return body.dropFirst(2).allSatisfy { $0.isHexDigit || $0 == "_" } }
        if body.hasPrefix("0o") { return true }
        let isTimestamp = text.count >= 8 && text.prefix(4).allSatisfy(isDigit) && text.dropFirst(4).first == "-"
        let allowed = isTimestamp ? "0123456789-:.+TtZz \t" : "0123456789_.:eE+-b"
        return body.contains(where: isDigit) && text.allSatisfy { allowed.contains($0) }
    }
}
