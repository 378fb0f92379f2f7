public import ViridianCatalog
public import ViridianTemplate

/// Reads a template and says what AWS would refuse and what an expert would object to.
///
/// ```swift
/// let findings = Review().run(try Template.read(contentsOf: "shop.yaml"))
/// print(TextReport(findings) { file in try? String(contentsOfFile: file, encoding: .utf8) })
/// ```
public struct Review: Sendable {
    /// The rules that run.
    public var rules: [Rule]
    /// What is known about resource types.
    public var catalog: Catalog
    /// What the team has decided.
    public var policy = ReviewPolicy()
    /// Reads the template of a nested stack, given the location that is written and the template in which it stands. None is read
    /// unless a caller says how.
    public var nested: @Sendable (_ location: String, _ parent: Template) -> Template? = { _, _ in nil }

    private let memories = MemoryPool()

    /// A review by all rules, or by those given.
    public init(rules: [Rule] = Rule.all, catalog: Catalog = .aws) {
        self.rules = rules
        self.catalog = catalog
    }

    /// All findings, in the order of their places, whatever is accepted.
    public func run(_ template: Template) -> [Finding] {
        memories.lend(catalog) { memory in
            let subject = Subject(template: template, catalog: catalog, policy: policy, memory: memory) { nested($0, template) }
            return rules.filter { !policy.forbiddenRules.contains($0.slug) }
                .flatMap { rule in rule.check(subject).map { $0.finding(of: rule, policy) } }.sorted(by: Self.isBefore)
        }
    }

    static func isBefore(_ left: Finding, _ right: Finding) -> Bool {
        func key(_ finding: Finding) -> (String, Int, Int, String, String) {
            let start = finding.source?.start
            return (finding.source?.file ?? "", start?.line ?? 0, start?.column ?? 0, finding.path, finding.rule)
        }
        let (first, second) = (key(left), key(right))
        return first == second ? left.message < right.message : first < second
    }
}
