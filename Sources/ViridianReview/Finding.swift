public import ViridianTemplate

/// One thing that a review found: what, where, why, and the way out.
public struct Finding: Hashable, Sendable {
    /// The slug of the rule, such as `missing-reference`.
    public var rule: String
    /// How bad it is.
    public var severity: Severity
    /// What it concerns.
    public var category: Category
    /// Whether AWS would refuse it.
    public var origin: Origin
    /// What is wrong, in one sentence.
    public var message: String
    /// Where it stands in the file, or in the Swift source that wrote the stack.
    public var source: SourceRange?
    /// Where it stands in the template: `Resources/Web/Properties/Cpu`.
    public var path: String
    /// Why it matters.
    public var why: String
    /// What to write instead.
    public var fix: String
    /// The AWS page that says so.
    public var page: String
    /// The construct that made the resource, where CDK notes it: `Shop/Web/Service`.
    public var construct: String?
    /// Whether the policy requires the rule: the finding fails the review however mild it is.
    public var isRequired = false
    /// What would put it right, where a program can tell.
    public var mend: Mend?
}

/// How bad a finding is.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case low, medium, high, critical

    /// Whether the left is milder.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        case .critical: 3
        }
    }
}

/// What a finding concerns.
public enum Category: String, Hashable, Sendable, CaseIterable {
    case deployment, security, cost, reliability, operations
}

/// Who objects.
public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// CloudFormation or the service would refuse the template or the resource.
    case aws
    /// It would be deployed, but people with experience don't do it.
    case practice
}
