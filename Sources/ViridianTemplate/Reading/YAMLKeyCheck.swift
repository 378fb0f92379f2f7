import Yams

/// Refuses aliases and collections as keys, before Yams compares keys with each other.
///
/// Yams hashes every key as a whole to find duplicates. An alias of aliases as a key has more parts than a computer can count,
/// so a document with aliases is composed once without them: then every key is as large as it is written.
struct YAMLKeyCheck {
    private let text: TemplateText

    init(_ text: TemplateText) { self.text = text }

    func run() throws(TemplateError) {
        guard let bytes = Self.withoutAliases(text.bytes) else { return }
        var places = YAMLPlaces(text)
        func isAlias(at place: SourcePosition) -> Bool { places.cursor(at: place).byte == UInt8(ascii: "*") }
        var plain = text
        plain.bytes = bytes
        var open: [Yams.Node]
        do {
            open = [try YAMLReader.composeRaw(bytes)].compactMap { $0 }
        } catch {
            let problem = YAMLProblem.explain(error, text: plain)
            if problem.code == .duplicateKey, let place = problem.position, isAlias(at: place) {
                throw .keyNotText(file: text.file, at: place)
            }
            throw problem
        }
        while let node = open.popLast() {
            for (key, value) in node.mapping ?? [:] {
                let place = places.start(of: key)
                if key.scalar == nil || isAlias(at: place) { throw .keyNotText(file: text.file, at: place) }
                open.append(value)
            }
            open += node.sequence ?? []
        }
    }

    /// The text with a letter in place of each `*` that may begin an alias; none where there is no alias or no anchor.
    private static func withoutAliases(_ bytes: [UInt8]) -> [UInt8]? {
        let stars = bytes.indices.filter { bytes[$0] == UInt8(ascii: "*") && isToken(at: $0, in: bytes) }
        guard !stars.isEmpty, bytes.indices.contains(where: { bytes[$0] == UInt8(ascii: "&") && isToken(at: $0, in: bytes) })
        else {
            return nil
        }
        var changed = bytes
        for star in stars { changed[star] = UInt8(ascii: "a") }
        return changed
    }

    /// Whether a mark can begin an alias or an anchor: a name follows, and no word goes before.
    private static func isToken(at index: Int, in bytes: [UInt8]) -> Bool {
        guard index + 1 < bytes.count, isName(bytes[index + 1]) else { return false }
        guard index > 0 else { return true }
        let before = bytes[index - 1]
        return YAMLPlaces.isBlank(before) || YAMLPlaces.isFlow(before) || before == UInt8(ascii: ":") || before >= 0x80
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

extension TemplateError {
    static func keyNotText(file: String, at place: SourcePosition) -> Self {
        Self(
            .keyNotText, file: file, at: place, "this key is no text",
            advice: "Keys are text without a tag. Put quotes around the key, or around {{…}}, which YAML takes for objects.")
    }
}
