import ViridianTemplate

extension Subject {
    /// Stands for text that is known only when the stack is deployed.
    static let unknownText: Character = "\u{FFFC}"

    /// Longer texts are unknown.
    private static let knownBytesMaximum = 1_000_000

    /// A text as far as it can be known: defaults of parameters are put in, all else becomes ``unknownText``.
    func knownText(of node: Node) -> String {
        if let text = node.text { return text }
        let unknown = String(Self.unknownText)
        switch node.function {
        case .ref(let name)?:
            return parameters[name]?["Default"]?.text ?? unknown
        case .sub(let text, let variables)?:
            var known = ""
            for part in Substitution.parts(of: text) {
                switch part {
                case .text(let text): known += text
                case .name(let name): known += variables[name].map(knownText) ?? parameters[name]?["Default"]?.text ?? unknown
                }
                // A text that repeats a long default could fill any memory.
                if known.utf8.count > Self.knownBytesMaximum { return unknown }
            }
            return known
        case .join(let delimiter, let list)?:
            guard let delimiter = delimiter.string, let parts = list.list else { return unknown }
            var known = ""
            for (index, part) in parts.enumerated() {
                known += (index == 0 ? "" : delimiter) + knownText(of: part)
                if known.utf8.count > Self.knownBytesMaximum { return unknown }
            }
            return known
        default: return unknown
        }
    }
}
