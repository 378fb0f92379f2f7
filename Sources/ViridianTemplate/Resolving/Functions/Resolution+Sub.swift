extension Resolution {
    /// Puts what is known into a text with `${…}`. What isn't known stays a variable, and then the whole stays an `Fn::Sub`.
    mutating func substitute(
        _ text: String, variables: Object, at source: SourceRange?
    ) throws(TemplateError) -> Value {
        var known = ""
        var partial = ""
        var left: [Field] = []
        var isKnown = true
        for piece in SubText.pieces(of: text) {
            switch piece {
            case .text(let text):
                known += text
                partial += text
            case .literal(let name):
                known += "${\(name)}"
                partial += "${!\(name)}"
            case .variable(let name):
                if let text = substitution(for: name, variables: variables) {
                    try spend(text.utf8.count, at: source)
                    known += text
                    // A `${` that came with the value is no variable.
                    partial += text.split(separator: "${", omittingEmptySubsequences: false).joined(separator: "${!")
                } else {
                    isKnown = false
                    partial += "${\(name)}"
                    if let field = variables.field(name), !left.contains(field) { left.append(field) }
                }
            }
        }
        return isKnown ? .string(known) : .function(.sub(partial, variables: Object(left)))
    }

    private func substitution(for name: String, variables: Object) -> String? {
        if let field = variables.field(name) { return field.node.text }
        return value(of: name).flatMap { Node($0).text }
    }
}

/// The text of an `Fn::Sub`, taken apart.
///
/// Source: CloudFormation Template Reference, "Fn::Sub": `${Name}` is a variable, `${!Name}` is the text `${Name}`.
public enum SubText {
    /// A part of the text.
    public enum Piece: Hashable, Sendable {
        /// Text that stands for itself.
        case text(String)
        /// `${Name}` or `${Name.Attribute}`, by what stands between the braces, without blanks.
        case variable(String)
        /// `${!Name}`, by what stands behind the exclamation mark.
        case literal(String)
    }

    /// The parts of a text in their order. A `${` without its brace is text.
    public static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var plain = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "${") {
            plain += rest[..<open.lowerBound]
            let inside = rest[open.upperBound...]
            guard let close = inside.firstIndex(of: "}") else {
                plain += rest[open.lowerBound...]
                rest = ""
                break
            }
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = ""
            let name = inside[..<close]
            pieces.append(name.first == "!" ? .literal(String(name.dropFirst())) : .variable(name.filter { $0 != " " }))
            rest = inside[inside.index(after: close)...]
        }
        plain += rest
        if !plain.isEmpty { pieces.append(.text(plain)) }
        return pieces
    }
}
