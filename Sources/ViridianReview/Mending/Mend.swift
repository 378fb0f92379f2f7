public import ViridianTemplate

/// What would put a finding right, as changes of the template's tree.
public struct Mend: Hashable, Sendable {
    /// The changes, one after the other.
    public var changes: [Change]
    /// What somebody has to accept who wants it; none where nobody could mind.
    public var consequence: String?

    /// Changes, and what comes of them besides.
    public init(_ changes: [Change], consequence: String? = nil) {
        self.changes = changes
        self.consequence = consequence
    }
}

/// Which mends are made.
public enum MendExtent: String, Hashable, Sendable, CaseIterable {
    /// Those that nobody could mind.
    case safe
    /// Those with consequences too.
    case all

    /// The arguments of a command line with `--fix` written as `--fix=safe`: what follows it is never its value.
    public static func spelledOut(_ arguments: [String]) -> [String] {
        let options = arguments.prefix { $0 != "--" }
        return options.map { $0 == "--fix" ? "--fix=\(safe.rawValue)" : $0 } + arguments.dropFirst(options.count)
    }
}
