import ViridianTemplate

/// The text of `Fn::Sub`, taken apart: `${Name}` and `${Name.Attribute}` are replaced, `${!Name}` stays as `${Name}`.
enum Substitution {
    enum Part: Hashable {
        case text(String)
        case name(String)
    }

    static func parts(of text: String) -> [Part] {
        SubText.segments(of: text).map { segment in
            guard segment.isMarked else { return .text(segment.text) }
            return segment.text.hasPrefix("!") ? .text("${\(segment.text.dropFirst())}") : .name(segment.text.trimmed)
        }
    }

    /// What is named: the part before the dot, and the attribute behind it.
    static func names(in text: String) -> [(name: String, attribute: String?)] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        return parts(of: text).compactMap { part in
            guard case .name(let name) = part else { return nil }
            guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return (name, nil) }
            return (String(name[..<dot]), String(name[name.utf8.index(after: dot)...]))
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        // A name in ASCII without blanks, as nearly all are, shows that by its ends.
        func isPlain(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? true }
        if isPlain(utf8.first), isPlain(utf8.last) { return self }
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
