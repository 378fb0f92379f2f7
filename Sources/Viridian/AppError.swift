/// Why an app can't do what it was asked for: what, why, and the way out.
struct AppError: Error, Hashable, CustomStringConvertible {
    /// What went wrong, for programs. The set is open.
    struct Code: RawRepresentable, Hashable {
        var rawValue: String

        static let badOption = Self(rawValue: "bad-option")
        static let unknownStack = Self(rawValue: "unknown-stack")
        static let stackNotChosen = Self(rawValue: "stack-not-chosen")
        static let duplicateStack = Self(rawValue: "duplicate-stack")
        static let notFound = Self(rawValue: "not-found")
        static let notWritten = Self(rawValue: "not-written")
    }

    var code: Code
    var message: String
    var advice: String

    init(_ code: Code, _ message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }

    var description: String { "\(message). \(advice)" }
}
