/// Regular expressions of schemas, each compiled once in a review: compiling one takes milliseconds.
///
/// A class, because all walks of one review share what is compiled.
final class Patterns {
    private var compiled: [String: Regex<AnyRegexOutput>?] = [:]

    /// Whether a pattern matches somewhere in a text. A pattern that can't be read admits everything.
    func matches(_ text: String, _ pattern: String) -> Bool {
        let expression = compiled[pattern] ?? (try? Regex(pattern))
        compiled[pattern] = .some(expression)
        guard let expression else { return true }
        return text.firstMatch(of: expression) != nil
    }
}
