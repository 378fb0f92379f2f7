/// The text of `Fn::Sub`, taken apart: `${Name}` and `${Name.Attribute}` are replaced, `${!Name}` stays as `${Name}`.
enum Substitution {
    enum Part: Hashable {
        case text(String)
        case name(String)
    }

    static func parts(of text: String) -> [Part] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return text.isEmpty ? [] : [.text(text)] }
        var parts: [Part] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
            if start.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<start.lowerBound]))) }
            let name = rest[start.upperBound..<end]
            if name.hasPrefix("!") {
                parts.append(.text("${\(name.dropFirst())}"))
            } else {
                parts.append(.name(name.trimmed))
            }
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }

    /// What is named: the part before the dot, and the attribute behind it.
    static func names(in text: String) -> [(name: String, attribute: String?)] {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return [] }
        return parts(of: text).compactMap { part in
            guard case .name(let name) = part else { return nil }
            guard let dot = name.firstIndex(of: ".") else { return (name, nil) }
            return (String(name[..<dot]), String(name[name.index(after: dot)...]))
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
