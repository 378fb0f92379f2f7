public import ViridianTemplate

/// Why a review can't be done as asked: what is wrong with a policy or a baseline, where, and the way out.
///
/// `viridian.yml:3:12: there is no stage "prod"; did you mean "production"? Stages are development, staging, production.`
public struct ReviewError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs. The set is open: a later version may know more.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as reports print it, such as `unknown-key`.
        public var rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A key that a policy doesn't have.
        public static let unknownKey = Self(rawValue: "unknown-key")
        /// A key that is needed and not there.
        public static let missingKey = Self(rawValue: "missing-key")
        /// A list where text is wanted, and the like.
        public static let wrongType = Self(rawValue: "wrong-type")
        /// A value that is none of those possible.
        public static let unknownValue = Self(rawValue: "unknown-value")
        /// The slug of no rule.
        public static let unknownRule = Self(rawValue: "unknown-rule")
        /// Two entries that exclude each other.
        public static let contradiction = Self(rawValue: "contradiction")
        /// A file that is no baseline.
        public static let notABaseline = Self(rawValue: "not-a-baseline")
    }

    /// What went wrong, for programs.
    public var code: Code
    /// The file as it was named when it was read.
    public var file: String
    /// Where it is wrong; none where the whole file is.
    public var position: SourcePosition?
    /// What is wrong, in one sentence without its full stop.
    public var problem: String
    /// What to do about it: one or two sentences.
    public var advice: String

    init(_ code: Code, file: String, at position: SourcePosition?, _ problem: String, advice: String) {
        self.code = code
        self.file = file
        self.position = position
        self.problem = problem
        self.advice = advice
    }

    /// `file:line:column: problem. advice`
    public var description: String {
        let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
        return "\(place): \(problem)\(problem.hasSuffix("?") ? "" : ".") \(advice)"
    }
}
