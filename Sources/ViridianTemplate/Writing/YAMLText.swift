/// How a text is written in YAML so that every reader reads the same text.
enum YAMLText {
    /// libyaml takes a key of at most 1,024 characters on one line; a longer one needs a `?`.
    static let simpleKeyMaximum = 1000

    /// On one line: plain where that is safe, else in single quotes, else with escapes in double quotes.
    static func inline(_ text: String) -> String {
        if text.unicodeScalars.contains(where: needsEscape) { return doubleQuoted(text) }
        return isPlain(text)
            ? text : "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    /// As a block of lines behind `|`, for text of several lines that can stand so.
    static func block(_ text: String, column: Int) -> String? {
        let body = text.unicodeScalars
        guard body.contains("\n"), !body.contains(where: { $0 != "\n" && $0 != "\t" && needsEscape($0) }) else { return nil }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let last = lines.last(where: { !$0.isEmpty }), last.contains(where: { $0 != " " && $0 != "\t" }) else { return nil }
        // Readers measure the indentation at the first line that is not empty; where that would mislead them, it is said.
        let isMisleading = lines[0].isEmpty || lines[0].hasPrefix(" ") || lines[0].hasPrefix("\t")
        let newlines = body.reversed().prefix { $0 == "\n" }.count
        let chomping = newlines == 0 ? "-" : newlines == 1 ? "" : "+"
        let margin = String(repeating: " ", count: column)
        let content = newlines == 0 ? lines[...] : lines.dropLast()
        let written = content.map { $0.isEmpty ? "" : margin + $0 }
        return "|" + (isMisleading ? "2" : "") + chomping + "\n" + written.joined(separator: "\n")
    }

    private static func isPlain(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last, !PlainScalar.needsQuotes(text) else { return false }
        if first == " " || last == " " || last == ":" || text.hasPrefix("---") || text.hasPrefix("...") { return false }
        if "-?:".unicodeScalars.contains(first), scalars.count == 1 || scalars[1] == " " { return false }
        if ",[]{}#&*!|>'\"%@`".unicodeScalars.contains(first) { return false }
        for (scalar, next) in zip(scalars, scalars.dropFirst()) {
            if scalar == ":" && next == " " || scalar == " " && next == "#" { return false }
        }
        return true
    }

    private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": true
        default: false
        }
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where needsEscape(scalar): result += "\\u" + hex(scalar.value)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
