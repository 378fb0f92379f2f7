/// Why a template could not be read or resolved: what is wrong, where, and the way out.
///
/// Its text reads like a compiler's message, so that editors and terminals can jump to the place:
/// `shop.yaml:12:5: the key "Web" is written twice in one object, first on line 4. …`
public struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs. The set is open: a later version may know more.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as reports print it, such as `duplicate-key`.
        public var rawValue: String
        /// A code by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The file can't be opened.
        public static let unreadableFile = Self(rawValue: "unreadable-file")
        /// More than CloudFormation takes.
        public static let fileTooLarge = Self(rawValue: "file-too-large")
        /// Nothing, or nothing but blanks and comments.
        public static let emptyFile = Self(rawValue: "empty-file")
        /// Bytes that are no text.
        public static let invalidUTF8 = Self(rawValue: "invalid-utf8")
        /// U+0000, also as an escape.
        public static let nulCharacter = Self(rawValue: "nul-character")
        /// The text is not JSON.
        public static let invalidJSON = Self(rawValue: "invalid-json")
        /// The text is not YAML.
        public static let invalidYAML = Self(rawValue: "invalid-yaml")
        /// A tab where YAML allows only spaces.
        public static let tabInIndentation = Self(rawValue: "tab-in-indentation")
        /// Something follows the end of the template.
        public static let trailingContent = Self(rawValue: "trailing-content")
        /// One key twice in one object.
        public static let duplicateKey = Self(rawValue: "duplicate-key")
        /// A key that is a list, an object or nothing.
        public static let keyNotText = Self(rawValue: "key-not-text")
        /// A YAML tag that is no function of CloudFormation.
        public static let unknownTag = Self(rawValue: "unknown-tag")
        /// A YAML merge key, `<<`.
        public static let mergeKey = Self(rawValue: "merge-key")
        /// A YAML alias, `*name`, without its anchor.
        public static let unknownAlias = Self(rawValue: "unknown-alias")
        /// More levels than ``Template/depthMaximum``.
        public static let nestedTooDeeply = Self(rawValue: "nested-too-deeply")
        /// Aliases that grow to more values than a template can hold.
        public static let aliasesTooLarge = Self(rawValue: "aliases-too-large")
        /// Well-formed, but no template.
        public static let notATemplate = Self(rawValue: "not-a-template")
        /// A value for a parameter that the template does not declare.
        public static let unknownParameter = Self(rawValue: "unknown-parameter")
        /// A parameter without a value and without a default.
        public static let missingParameter = Self(rawValue: "missing-parameter")
        /// A value that its parameter does not take.
        public static let invalidParameter = Self(rawValue: "invalid-parameter")
        /// A parameter of a type that does not exist.
        public static let unknownParameterType = Self(rawValue: "unknown-parameter-type")
        /// A condition that no one declared.
        public static let unknownCondition = Self(rawValue: "unknown-condition")
        /// Conditions that depend on each other in a circle.
        public static let conditionCycle = Self(rawValue: "condition-cycle")
        /// A mapping, or a key of it, that does not exist.
        public static let missingMapping = Self(rawValue: "missing-mapping")
        /// `Fn::Select` beyond the end of its list.
        public static let indexOutOfRange = Self(rawValue: "index-out-of-range")
        /// Text that grows to more than any template could use.
        public static let textTooLarge = Self(rawValue: "text-too-large")
        /// Parameters for which a rule of the template does not hold.
        public static let assertionFailed = Self(rawValue: "assertion-failed")
        /// `Fn::Cidr` of no address block, or of one that is too small.
        public static let invalidCidr = Self(rawValue: "invalid-cidr")
        /// `{{resolve:…}}` whose parts don't fit its service.
        public static let invalidDynamicReference = Self(rawValue: "invalid-dynamic-reference")
        /// `Fn::ForEach` whose arguments don't fit.
        public static let invalidLoop = Self(rawValue: "invalid-loop")
        /// Loops that expand to more than a template can hold.
        public static let loopsTooLarge = Self(rawValue: "loops-too-large")
    }

    /// What went wrong, for programs.
    public var code: Code
    /// The file as it was named when it was read.
    public var file: String
    /// Where it is wrong; none where the whole file is.
    public var position: SourcePosition?
    /// Other places that belong to it, such as the first of two equal keys.
    public var related: [SourcePosition] = []
    /// What is wrong, in one sentence without its full stop.
    public var problem: String
    /// Why, or what to do about it: one or two sentences.
    public var advice: String

    /// An error at a place, or of a whole file.
    public init(_ code: Code, file: String, at position: SourcePosition? = nil, _ problem: String, advice: String) {
        self.code = code
        self.file = file
        self.position = position
        self.problem = problem
        self.advice = advice
    }

    /// `file:line:column: problem. advice`
    public var description: String {
        let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
        return "\(place): \(problem). \(advice)"
    }
}
