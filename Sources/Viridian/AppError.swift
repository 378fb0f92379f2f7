/// Why an app can't do what it was asked for: what, why, and the way out.
public struct AppError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs. The set is open.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code, such as `bad-option`.
        public var rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// An option with a value that can't be.
        public static let badOption = Self(rawValue: "bad-option")
        /// A name that no stack has.
        public static let unknownStack = Self(rawValue: "unknown-stack")
        /// One stack is wanted, and there are several.
        public static let stackNotChosen = Self(rawValue: "stack-not-chosen")
        /// Two stacks of one name.
        public static let duplicateStack = Self(rawValue: "duplicate-stack")
        /// A program that isn't there.
        public static let notFound = Self(rawValue: "not-found")
        /// A file that can't be written.
        public static let notWritten = Self(rawValue: "not-written")
    }

    /// What went wrong, for programs.
    public var code: Code
    /// What went wrong, in one sentence without its full stop.
    public var message: String
    /// The way out.
    public var advice: String

    /// What is wrong, and the way out.
    public init(_ code: Code, _ message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }

    /// `message. advice`
    public var description: String { message + (message.hasSuffix("?") ? " " : ". ") + advice }
}
