/// The text of `Fn::Sub`, taken apart: `${Name}` and `${Name.Attribute}` are replaced, `${!Name}` stays as `${Name}`.
enum Substitution {
    enum Part: Hashable {
        case text(String)
        case name(String)
    }

    static func parts(of text: String) -> [Part] {
        // Byte by byte: the marks are ASCII, so that none of them is ever a part of another character.
        let bytes = text.utf8
        guard bytes.contains(UInt8(ascii: "$")) else { return text.isEmpty ? [] : [.text(text)] }
        var parts: [Part] = []
        var rest = bytes.startIndex
        while let start = mark(in: bytes[rest...]) {
            let name = bytes.index(start, offsetBy: 2)
            guard let end = bytes[name...].firstIndex(of: UInt8(ascii: "}")) else { break }
            if start > rest { parts.append(.text(String(text[rest..<start]))) }
            if bytes[name] == UInt8(ascii: "!") {
                parts.append(.text("${\(text[bytes.index(after: name)..<end])}"))
            } else {
                parts.append(.name(text[name..<end].trimmed))
            }
            rest = bytes.index(after: end)
        }
        if rest < bytes.endIndex { parts.append(.text(String(text[rest...]))) }
        return parts
    }

    /// Where the next `${` stands.
    private static func mark(in bytes: Substring.UTF8View) -> String.Index? {
        var rest = bytes
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            rest = rest[rest.index(after: dollar)...]
            if rest.first == UInt8(ascii: "{") { return dollar }
        }
        return nil
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

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        // A name in ASCII without blanks, as nearly all are, shows that by its ends.
        func isPlain(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? true }
        if isPlain(rest.utf8.first), isPlain(rest.utf8.last) { return String(rest) }
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
