import Dispatch
import Synchronization
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
    public var nested: @Sendable (_ location: String, _ parent: Template) -> ChildTemplate = { _, _ in .elsewhere }

    /// The tags that a mend gives to a resource without any: objects with `Key` and `Value`. Without these it takes the tags that
    /// the template's other resources share.
    public var tags: [Node] = []

    private let memories = MemoryPool()

    /// A review by all rules, or by those given.
    public init(rules: [Rule] = Rule.all, catalog: Catalog = .aws) {
        self.rules = rules
        self.catalog = catalog
    }

    /// All findings, in the order of their places, whatever is accepted.
    public func run(_ template: Template) -> [Finding] {
        let loops = WrittenOutLoops(template)
        let waiting = Mutex(rules.filter { !policy.forbiddenRules.contains($0.slug) }[...])
        let isLarge = template.section("Resources").count >= Self.largeTemplateResources
        let found = Mutex<[Finding]>([])
        // Two begin at the two ends and meet where the work is halved. What the schemas say is worked out once for all the rules
        // at the beginning, which share it.
        DispatchQueue.concurrentPerform(iterations: isLarge ? 2 : 1) { end in
            let findings = findings(in: loops.template, writtenAs: template) {
                waiting.withLock { end == 0 ? $0.popFirst() : $0.popLast() }
            }
            found.withLock { $0 += findings }
        }
        let isAsked = isRunning(Rule.functionArguments.slug)
        let all =
            found.withLock { $0 } + (isAsked ? loops.problem.map { [$0.finding(of: .functionArguments, policy)] } ?? [] : [])
        return loops.once(all.sorted(by: Self.isBefore)).map { finding in
            var finding = finding
            finding.construct = loops.template.construct(of: finding.path)
            return finding
        }
    }

    /// From how many resources on it pays to ask the rules on two threads: each works out for itself what its rules share.
    private static let largeTemplateResources = 40

    private func findings(
        in template: Template, writtenAs written: Template, by nextRule: () -> Rule?
    ) -> [Finding] {
        memories.lend(catalog) { memory in
            let subject = Subject(template: template, written: written, catalog: catalog, policy: policy, memory: memory) {
                nested($0, template)
            }
            subject.tags = tags
            var findings: [Finding] = []
            while let rule = nextRule() { findings += rule.check(subject).map { $0.finding(of: rule, policy) } }
            return findings
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
