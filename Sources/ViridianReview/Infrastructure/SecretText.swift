import ViridianTemplate

/// The text of a secret, put together from parameters.
enum SecretText {
    /// The parameters that are a secret wherever the text is one: those that are the whole of it, or the value of a JSON field
    /// that sounds like one.
    static func parameters(in node: Node) -> Set<String> {
        switch node.function {
        case .ref(let name)?: [name]
        case .sub(let text, let variables)?: parameters(among: Substitution.parts(of: text).map { piece($0, variables) })
        case .join(let delimiter, let list)? where delimiter.string == "":
            parameters(among: list.list?.map { $0.string.map(Piece.known) ?? .inserted(reference($0)) } ?? [])
        case .if(_, let then, let otherwise)?: parameters(in: then).union(parameters(in: otherwise))
        default: []
        }
    }

    private enum Piece {
        case known(String)
        /// What a function puts in: the parameter, if it is one.
        case inserted(String?)
    }

    private static func piece(_ part: Substitution.Part, _ variables: Object) -> Piece {
        switch part {
        case .text(let text): .known(text)
        case .name(let name): .inserted(variables[name].map(reference) ?? name)
        }
    }

    private static func reference(_ node: Node) -> String? {
        if case .ref(let name)? = node.function { name } else { nil }
    }

    private static func parameters(among pieces: [Piece]) -> Set<String> {
        var (found, before): (Set<String>, String) = ([], "")
        for piece in pieces {
            switch piece {
            case .known(let text): before += text
            case .inserted(let name):
                if let name, isSecret(after: before) { found.insert(name) }
                before += "?"
            }
        }
        return found
    }

    private static let words = [
        "password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "api-key", "private", "credential",
    ]

    /// Whether what comes next is a secret: the whole text, or the value of a field such as `"password": "`.
    private static func isSecret(after before: String) -> Bool {
        guard before.contains("{") else { return before.allSatisfy(\.isWhitespace) }
        var quoted = before.split(separator: "\"", omittingEmptySubsequences: false)
        if quoted.last?.isEmpty == true { quoted.removeLast() }
        guard quoted.count > 2, let colon = quoted.last, colon.filter({ !$0.isWhitespace }) == ":" else { return false }
        let name = quoted[quoted.count - 2].lowercased()
        return words.contains(where: name.contains)
    }
}
