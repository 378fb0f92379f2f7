/// A command line split into words as a shell's quoting does, and nothing more: no variables, no globs, no pipes, no shell.
public struct ShellWords: Hashable, Sendable {
    /// The program, then its arguments; never empty.
    public var words: [String]

    /// Splits at white space; `'…'` takes everything as it is, `"…"` lets `\` quote `"` and `\`, and `\` quotes any character.
    public init(_ text: String) throws {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var characters = text[...]
        while let character = characters.popFirst() {
            switch (quote, character) {
            case (nil, "'"), (nil, "\""):
                quote = character
                word = word ?? ""
            case (let open?, character) where open == character: quote = nil
            case (nil, "\\"), ("\"", "\\"):
                guard let next = characters.first else {
                    throw RehearsalError(.badInput, "the command ends with a backslash that quotes nothing: \(text)")
                }
                if quote == "\"", next != "\"", next != "\\" { word = (word ?? "") + "\\" }
                characters.removeFirst()
                word = (word ?? "") + String(next)
            case (nil, _) where character.isWhitespace:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        if let quote { throw RehearsalError(.badInput, "the command has an opening \(quote) without its closing one: \(text)") }
        if let word { words.append(word) }
        guard !words.isEmpty else { throw RehearsalError(.badInput, "the command is empty; give a program and its arguments") }
        self.words = words
    }
}
