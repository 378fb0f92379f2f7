/// Regular expressions of schemas, each compiled once in a review.
///
/// A class, because all walks of one review share what is compiled.
final class Patterns {
    private var compiled: [String: Pattern?] = [:]

    /// How many patterns could not be read.
    private(set) var unreadable = 0

    /// Whether a pattern matches somewhere in a text. A pattern that can't be read admits everything.
    func matches(_ text: String, _ pattern: String) -> Bool {
        if let known = compiled[pattern] { return known?.matches(text) ?? true }
        let expression = Pattern(pattern)
        if expression == nil { unreadable += 1 }
        compiled[pattern] = .some(expression)
        return expression?.matches(text) ?? true
    }
}
