package import ViridianReview
package import ViridianTemplate

/// What was found in all the templates of one review.
package struct ReviewOutcome: Hashable, Sendable {
    /// In the order of the sources, then of the places.
    package var findings: [Finding] = []
    package var accepted: [AcceptedFinding] = []
    /// The files that were reviewed, as findings name them: in no others can a finding of a baseline be gone.
    package var files: Set<String> = []

    /// Nothing was found.
    package init() {}

    /// Reviews the templates of an app under its policy. With `isWhole` they are all that the app has; of a part of them nobody
    /// can tell whether what a baseline knows is gone, since stacks share files of Swift.
    init(_ templates: [Template], _ request: ReviewRequest, policy: ReviewPolicy, isWhole: Bool) {
        var review = request.review
        review.policy = policy
        let judgements = templates.map { review.judge($0, today: request.today) }
        findings = judgements.flatMap(\.findings) + review.findingsOfPolicy(after: judgements, today: request.today)
        accepted = judgements.flatMap(\.accepted)
        files = isWhole ? Set(templates.flatMap(Self.files)) : []
    }

    /// The files in which a template was written: its own, or those of Swift that added something to it.
    package static func files(of template: Template) -> [String] {
        let places = template.root.fields.flatMap { template.section($0.key) }.compactMap { $0.keySource?.file }
        return [template.name] + Set(places).sorted()
    }

    /// What to change in Swift so that findings go, a line for each: nobody but its author writes Swift.
    var changes: [String] {
        findings.compactMap { finding in
            guard let mend = finding.mend else { return nil }
            let consequence = mend.consequence.map { " (\($0))" } ?? ""
            let place = finding.source.map { "\($0.file):\($0.start.line)" } ?? finding.path
            return "\(place): \(mend.changes.map(\.description).joined(separator: ", ")) [\(finding.rule)]\(consequence)"
        }
    }
}
