/// Something that keeps a stack from becoming a template: what is wrong, where in Swift, and the way out.
public struct StackProblem: Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, for programs. The set is open: constructs may bring their own.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code, such as `duplicate-name`.
        public var rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// One name for two things.
        public static let duplicateName = Self(rawValue: "duplicate-name")
        /// A name that CloudFormation does not take.
        public static let invalidName = Self(rawValue: "invalid-name")
        /// A name of an environment that can't be a suffix.
        public static let invalidEnvironment = Self(rawValue: "invalid-environment")
        /// A handle or parameter of another stack.
        public static let foreignReference = Self(rawValue: "foreign-reference")
        /// A reference to something that was never added.
        public static let missingReference = Self(rawValue: "missing-reference")
        /// A parameter whose default breaks its own rules.
        public static let invalidDefault = Self(rawValue: "invalid-default")
        /// A value that AWS would refuse.
        public static let invalidValue = Self(rawValue: "invalid-value")
        /// A resource of a type that AWS does not know.
        public static let unknownType = Self(rawValue: "unknown-type")
        /// A property that the type does not have.
        public static let unknownProperty = Self(rawValue: "unknown-property")
        /// A property that the type needs and the resource lacks.
        public static let missingProperty = Self(rawValue: "missing-property")
        /// More than a template may hold.
        public static let tooMany = Self(rawValue: "too-many")
        /// A function of ours whose code nobody built.
        public static let missingFunctionCode = Self(rawValue: "missing-function-code")
        /// A value for a parameter that no stack has.
        public static let unknownParameter = Self(rawValue: "unknown-parameter")
        /// A value that a parameter doesn't take.
        public static let invalidParameterValue = Self(rawValue: "invalid-parameter-value")
        /// Two constructs that want the same.
        public static let conflict = Self(rawValue: "conflict")
    }

    /// What is wrong, for programs.
    public var code: Code
    /// Where in Swift; none for what came from the command line.
    public var place: Place?
    /// What is wrong, in one sentence without its full stop.
    public var message: String
    /// The way out: one or two sentences.
    public var advice: String

    /// A problem at a place.
    public init(_ code: Code, at place: Place?, _ message: String, advice: String) {
        self.code = code
        self.place = place
        self.message = message
        self.advice = advice
    }

    /// `file:line: message. advice`
    public var description: String { (place.map { "\($0): " } ?? "") + "\(message). \(advice)" }
}

/// All that keeps a stack from becoming a template, so that it can be put right in one go.
public struct StackError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The problems, in the order in which they were found.
    public var problems: [StackProblem]

    /// An error that lists problems.
    public init(_ problems: [StackProblem]) { self.problems = problems }

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
