// Whoever writes stacks says what for, and reads no templates.
@_exported public import enum ViridianTemplate.Stage

/// Where a stack lives: a name that becomes the suffix of whatever has a name, and a stage that sets policy.
///
/// Two environments may have the same stage (`dev` and `alice` are both development); names keep them apart.
public struct Environment: Hashable, Sendable {
    /// The name, such as `dev` or `production`.
    public let name: String
    /// What the environment is for.
    public let stage: Stage

    /// An environment; its name has 1 to 20 lower-case letters, digits and hyphens, with a letter or digit at either end.
    public init(name: String, stage: Stage) throws(StackError) {
        guard Self.isValid(name) else {
            throw StackError([
                StackProblem(
                    .invalidEnvironment, at: nil, "\"\(name)\" is no name for an environment",
                    advice: """
                        Its name ends the names of resources: 1 to 20 lower-case letters, digits and hyphens, with a letter or \
                        digit at either end, such as dev or team-a.
                        """)
            ])
        }
        self.name = name
        self.stage = stage
    }

    private init(valid name: String, _ stage: Stage) {
        self.name = name
        self.stage = stage
    }

    /// The environment `dev`, in development: what an app writes when it is not told otherwise.
    public static let development = Environment(valid: "dev", .development)

    static let namePattern = "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"
    static let nameLengthMaximum = 20

    private static func isValid(_ name: String) -> Bool {
        guard (1...nameLengthMaximum).contains(name.count), name.first != "-", name.last != "-" else { return false }
        return name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    }
}
