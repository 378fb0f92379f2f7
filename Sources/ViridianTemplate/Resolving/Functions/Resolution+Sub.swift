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
        segments(of: text).map { segment in
            guard segment.isMarked else { return .text(segment.text) }
            return segment.text.hasPrefix("!")
                ? .literal(String(segment.text.dropFirst())) : .variable(segment.text.filter { $0 != " " })
        }
    }

    /// What stands between `${` and `}`, and what stands around it, none of it empty but for `${}`.
    package static func segments(of text: String) -> [(text: String, isMarked: Bool)] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text.isEmpty ? [] : [(text, false)] }
        // Byte by byte: the marks are ASCII, so that none of them is ever a part of another character.
        let bytes = Array(text.utf8)
        func piece(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        var segments: [(text: String, isMarked: Bool)] = []
        var rest = 0
        while let start = mark(in: bytes, from: rest) {
            let name = start + 2
            guard let end = bytes[name...].firstIndex(of: UInt8(ascii: "}")) else { break }
            if start > rest { segments.append((piece(rest..<start), false)) }
            segments.append((piece(name..<end), true))
            rest = end + 1
        }
        if rest < bytes.count { segments.append((piece(rest..<bytes.count), false)) }
        return segments
    }

    /// Where the next `${` stands.
    private static func mark(in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            (start..<max(start, bytes.count - 1)).first {
                bytes[$0] == UInt8(ascii: "$") && bytes[$0 + 1] == UInt8(ascii: "{")
            }
        }
    }
}
