public import ViridianTemplate

/// What is to be said of one template after what was accepted is taken out.
public struct Judgement: Hashable, Sendable {
    /// What remains, and what is wrong with the acceptances themselves, in the order of the places.
    public var findings: [Finding]
    /// What was accepted, in the same order.
    public var accepted: [AcceptedFinding] = []
    /// The policy's acceptances that are about this template, by their number, and those of them that accepted something.
    var (aboutIt, used): (Set<Int>, Set<Int>) = ([], [])

    /// Nothing was accepted.
    public init(findings: [Finding]) { self.findings = findings }
}

extension Review {
    /// All findings of a template but those that are accepted: in it, or by the policy.
    ///
    /// What AWS would refuse can be accepted by the policy only, and by what cfn-lint was told about rules of its own: a comment
    /// does not make the deployment succeed. What the policy requires, only it can accept. `path` is the template's path, counted
    /// from the policy's folder.
    public func judge(_ template: Template, path: String? = nil, today: Day) -> Judgement {
        var judgement = Judgement(findings: [])
        let notes = AcceptanceNotes(template)
        var used: Set<Use> = []
        let policyEntries = acceptances(about: path ?? template.name, template)
        judgement.aboutIt = Set(policyEntries.filter(\.isAboutIt).map(\.index))
        for finding in run(template) {
            let holders = notes.all.indices.filter { index in
                let acceptance = notes.all[index].acceptance
                return notes.all[index].covers(finding) && canAccept(finding, acceptance) && !acceptance.isExpired(on: today)
            }
            for index in holders { used.insert(Use(notes.all[index].acceptance.source, finding.rule)) }
            let entries = policyEntries.filter { $0.covers(finding) && !$0.acceptance.isExpired(on: today) }
            judgement.used.formUnion(entries.map(\.index))
            if let acceptance = holders.first.map({ notes.all[$0].acceptance }) ?? entries.first?.acceptance {
                judgement.accepted.append(AcceptedFinding(finding, acceptance))
            } else {
                judgement.findings.append(finding)
            }
        }
        judgement.findings += findings(about: notes.all, used, today)
        judgement.findings.sort(by: Self.isBefore)
        return judgement
    }

    /// One acceptance has accepted findings of one rule.
    private struct Use: Hashable {
        var file: String?
        var start: SourcePosition?
        var rule: String

        init(_ source: SourceRange?, _ rule: String) { (file, start, self.rule) = (source?.file, source?.start, rule) }
    }

    private func canAccept(_ finding: Finding, _ acceptance: Acceptance) -> Bool {
        (finding.origin == .practice || acceptance.manner == .lint) && !policy.requiredRules.contains(finding.rule)
    }

    /// What is wrong with the acceptances of a template: they say nothing, are over, may not be, or accept nothing.
    private func findings(about notes: [AcceptanceNote], _ used: Set<Use>, _ today: Day) -> [Finding] {
        var seen: Set<Finding> = []
        let problems = notes.filter { $0.acceptance.manner != .lint }.flatMap { note -> [(Rule, Problem)] in
            let acceptance = note.acceptance
            var problems = note.flaws.map { (Rule.invalidAcceptance, Problem($0.problem, at: note.place, fix: $0.fix)) }
            if acceptance.isExpired(on: today), !acceptance.rules.isEmpty {
                return problems + [(.expiredAcceptance, Self.expired(acceptance, at: note.place))]
            }
            for slug in acceptance.rules where isRunning(slug) {
                if let problem = refusal(of: slug, at: note.place) {
                    problems.append((.invalidAcceptance, problem))
                } else if !used.contains(Use(acceptance.source, slug)) {
                    problems.append((.unusedAcceptance, Self.unused(slug, at: note.place)))
                }
            }
            return problems
        }
        return problems.filter { isRunning($0.0.slug) }.map { $0.1.finding(of: $0.0, policy) }.filter { seen.insert($0).inserted }
    }

    private func refusal(of slug: String, at place: Place) -> Problem? {
        if policy.requiredRules.contains(slug) {
            return Problem(
                "the policy requires \(slug), and so it can't be accepted here", at: place,
                fix: "Mend what it finds, or accept it in \(ReviewPolicy.fileName).")
        }
        guard rules.first(where: { $0.slug == slug })?.origin == .aws else { return nil }
        return Problem(
            "what \(slug) finds is refused by AWS, and so it can't be accepted here", at: place,
            fix: "Mend it. Where AWS does take it, say so in \(ReviewPolicy.fileName), under accept.")
    }

    static func expired(_ acceptance: Acceptance, at place: Place) -> Problem {
        Problem(
            "this acceptance of \(acceptance.rules.joined(separator: ", ")) held until \(acceptance.until?.description ?? "")",
            at: place, fix: "Mend what it accepted, or decide again and move the day.")
    }

    static func unused(_ slug: String, at place: Place) -> Problem {
        Problem(
            "\(slug) finds nothing here that could be accepted", at: place,
            fix: "Remove it, so that a later finding isn't accepted unseen.")
    }

    /// Whether the rule runs in this review: nothing is said of what the others would find.
    func isRunning(_ slug: String) -> Bool {
        !policy.forbiddenRules.contains(slug) && rules.contains { $0.slug == slug }
    }
}

/// All acceptances that stand in a template.
private struct AcceptanceNotes {
    var all: [AcceptanceNote] = []

    init(_ template: Template) {
        if !template.comments.isEmpty {
            let places = CommentPlaces(template)
            all = template.comments.compactMap { places.note(of: $0, in: template) }
        }
        let expanded = (try? template.expandingLoops()) ?? template
        let root = Spot(Node(.object(template.root)), path: [])
        all += AcceptanceNote.all(inMetadata: root["Metadata"], .template)
        for field in expanded.section("Resources") {
            guard let metadata = field.node["Metadata"] else { continue }
            let path = ["Resources", field.key, "Metadata"]
            all += AcceptanceNote.all(inMetadata: Spot(metadata, path: path), .resource(field.key))
        }
    }
}
