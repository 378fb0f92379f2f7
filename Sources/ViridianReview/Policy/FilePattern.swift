/// Which paths are meant: `templates/**/*.yaml`. `*` and `?` stop at a slash, `**` doesn't, `{a,b}` is either, `[a-c]` is one of
/// them.
///
/// A pattern, and not a regular expression, because that is what shells and other linters take. It takes no more steps than
/// pattern times path, whatever it is.
public struct FilePattern: Hashable, Sendable, CustomStringConvertible {
    /// The pattern as it was written.
    public let description: String
    private let alternatives: [[Piece]]

    private enum Piece: Hashable {
        case character(Character)
        case oneOf(String, isNegated: Bool)
        /// `?`
        case any
        /// `*`
        case run
        /// `**`, or `**/`, which may also be no folder at all.
        case deepRun(isFolders: Bool)
    }

    /// How many texts the braces of one pattern may stand for.
    private static let alternativesMaximum = 256

    /// Nothing for a pattern with an unclosed bracket or brace, or with braces that stand for too many texts.
    public init?(_ text: String) {
        description = text
        guard let texts = Self.expandBraces(text[...]), texts.count <= Self.alternativesMaximum else { return nil }
        var alternatives: [[Piece]] = []
        for text in texts {
            guard let pieces = Self.pieces(of: Array(text)) else { return nil }
            alternatives.append(pieces)
        }
        self.alternatives = alternatives
    }

    /// Whether a text has any character that means more than itself in a pattern.
    public static func isPattern(_ text: String) -> Bool { text.contains { "*?[{".contains($0) } }

    /// Whether a path is meant.
    public func matches(_ path: String) -> Bool {
        let path = Array(path)
        return alternatives.contains { Self.matches($0, path) }
    }

    /// The positions of the pattern that can be reached, character by character: never exponential.
    private static func matches(_ pieces: [Piece], _ path: [Character]) -> Bool {
        var reached = closure([0], pieces, isAtFolder: true)
        for (index, character) in path.enumerated() {
            var next: Set<Int> = []
            for position in reached where position < pieces.count {
                switch pieces[position] {
                case .character(let wanted): if wanted == character { next.insert(position + 1) }
                case .oneOf(let letters, let isNegated):
                    if character != "/", has(letters, character) != isNegated { next.insert(position + 1) }
                case .any: if character != "/" { next.insert(position + 1) }
                case .run: if character != "/" { next.insert(position) }
                case .deepRun: next.insert(position)
                }
            }
            guard !next.isEmpty else { return false }
            reached = closure(next, pieces, isAtFolder: path[index] == "/")
        }
        return reached.contains(pieces.count)
    }

    /// What may be passed over without a character. A run of folders ends only where a folder begins.
    private static func closure(_ positions: Set<Int>, _ pieces: [Piece], isAtFolder: Bool) -> Set<Int> {
        var (found, open) = (positions, Array(positions))
        while let position = open.popLast() {
            guard position < pieces.count else { continue }
            switch pieces[position] {
            case .deepRun(isFolders: true) where !isAtFolder: continue
            case .run, .deepRun: if found.insert(position + 1).inserted { open.append(position + 1) }
            default: continue
            }
        }
        return found
    }

    private static func has(_ letters: String, _ character: Character) -> Bool {
        let letters = Array(letters)
        var index = 0
        while index < letters.count {
            if index + 2 < letters.count, letters[index + 1] == "-" {
                if letters[index] <= character, character <= letters[index + 2] { return true }
                index += 3
            } else {
                if letters[index] == character { return true }
                index += 1
            }
        }
        return false
    }

    private static func pieces(of text: [Character]) -> [Piece]? {
        var pieces: [Piece] = []
        var index = 0
        while index < text.count {
            switch text[index] {
            case "*" where index + 1 < text.count && text[index + 1] == "*":
                index += 1
                let isFolders = index + 1 < text.count && text[index + 1] == "/"
                if isFolders { index += 1 }
                pieces.append(.deepRun(isFolders: isFolders))
            case "*": pieces.append(.run)
            case "?": pieces.append(.any)
            case "[":
                guard let end = text[(index + 1)...].firstIndex(of: "]"), end > index + 1 else { return nil }
                let letters = text[(index + 1)..<end]
                let isNegated = letters.first == "!" || letters.first == "^"
                pieces.append(.oneOf(String(isNegated ? letters.dropFirst() : letters), isNegated: isNegated))
                index = end
            default: pieces.append(.character(text[index]))
            }
            index += 1
        }
        return pieces
    }

    /// `a{b,c}` as `ab` and `ac`. Braces may nest.
    private static func expandBraces(_ text: Substring) -> [String]? {
        guard let open = text.firstIndex(of: "{") else { return text.contains("}") ? nil : [String(text)] }
        var (depth, parts, start) = (0, [Substring](), text.index(after: open))
        var index = open
        while index < text.endIndex {
            let next = text.index(after: index)
            switch text[index] {
            case "{": depth += 1
            case "," where depth == 1:
                parts.append(text[start..<index])
                start = next
            case "}":
                depth -= 1
                guard depth == 0 else { break }
                parts.append(text[start..<index])
                guard let rests = expandBraces(text[next...]) else { return nil }
                var texts: [String] = []
                for part in parts {
                    guard let middles = expandBraces(part), middles.count * rests.count <= alternativesMaximum else { return nil }
                    for middle in middles { texts += rests.map { text[..<open] + middle + $0 } }
                    guard texts.count <= alternativesMaximum else { return nil }
                }
                return texts
            default: break
            }
            index = next
        }
        return nil
    }
}
