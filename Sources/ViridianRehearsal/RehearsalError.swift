/// What can keep a rehearsal from being run, in words for the person who asked for it.
public struct RehearsalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of mistake it is; open, so that a new one breaks nobody.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// A short word.
        public var rawValue: String
        /// A code by its word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Something that was given can't be used: exit code 2.
        public static let badInput = Code(rawValue: "bad-input")
        /// The stable colour never became healthy, so there is nothing to release from: exit code 7.
        public static let notHealthy = Code(rawValue: "not-healthy")
        /// The rehearsed world is gone, or could not be started: exit code 70.
        public static let worldLost = Code(rawValue: "world-lost")
    }

    /// What kind of mistake it is.
    public var code: Code
    public var description: String

    /// A mistake of a kind, in words.
    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The process's exit code.
    public var exitCode: Int32 {
        switch code {
        case .badInput: 2
        case .notHealthy: 7
        default: 70
        }
    }
}
