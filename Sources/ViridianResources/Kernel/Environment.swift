/// Where a stack lives: an *environment* is a name and becomes the suffix of other names; its *stage* sets policy.
public struct Environment: Hashable, Sendable {
    /// A short name such as `dev` or `prod-eu`.
    public var name: String
    /// What is asked of it.
    public var stage: Stage

    /// An environment; `problems` says what is wrong with its name.
    public init(name: String, stage: Stage) {
        self.name = name
        self.stage = stage
    }

    /// What a suffix may be: it becomes part of names of load balancers, which are short.
    public static let namePattern = "^[a-z][a-z0-9-]{0,11}$"

    /// What is wrong with the name, in words.
    public var problems: [String] {
        let letters = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        guard let first = name.first, first.isLetter, letters, name.count <= 12 else {
            return ["environment \"\(name)\": a name is 1 to 12 of a-z, 0-9 and -, and begins with a letter"]
        }
        return []
    }
}

/// What is asked of an environment: development is cheap and destroyable, production is protected.
public enum Stage: String, Hashable, Sendable, CaseIterable {
    case development, staging, production
}
