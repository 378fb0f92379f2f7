import Testing
import ViridianResources

/// One sentence of a case, and how one sees that it is true of what is synthesised.
struct Sentence: Sendable {
    /// The sentence, or the number and the words of a failure that isn't there.
    var text: String
    /// The stages about which it is.
    var stages: [Stage]
    var holds: @Sendable (Account) throws -> Void

    /// A sentence about development and production, unless it is about one of them.
    init(_ text: String, at stages: [Stage] = [.development, .production], holds: @escaping @Sendable (Account) throws -> Void) {
        self.text = text
        self.stages = stages
        self.holds = holds
    }

    /// All sentences about a system, each for each of its stages.
    static func claims(_ sentences: [Sentence], of system: String) -> [Claim] {
        sentences.flatMap { sentence in sentence.stages.map { Claim(system: system, stage: $0, sentence: sentence) } }
    }
}

/// A sentence at a stage.
struct Claim: Sendable, CustomTestStringConvertible {
    var system: String
    var stage: Stage
    var sentence: Sentence

    var testDescription: String { "\(system), \(stage.rawValue): \(sentence.text)" }

    func check() throws { try sentence.holds(Accounts.account(system, stage)) }
}
