import ViridianTemplate

extension Subject {
    /// Stands for text that is known only when the stack is deployed.
    static let unknownText: Character = "\u{FFFC}"

    /// A text as far as it can be known: defaults of parameters are put in, all else becomes ``unknownText``.
    func knownText(of node: Node) -> String {
        if let text = node.text { return text }
        let unknown = String(Self.unknownText)
        switch node.function {
        case .ref(let name)?:
            return parameters[name]?["Default"]?.text ?? unknown
        case .sub(let text, let variables)?:
            return Substitution.parts(of: text).map { part in
                switch part {
                case .text(let text): text
                case .name(let name): variables[name].map(knownText) ?? parameters[name]?["Default"]?.text ?? unknown
                }
            }.joined()
        case .join(let delimiter, let list)?:
            guard let delimiter = delimiter.string, let parts = list.list else { return unknown }
            return parts.map(knownText).joined(separator: delimiter)
        default: return unknown
        }
    }
}
