import ViridianReview
import ViridianTemplate

/// What a review of an app's templates says, and whether that is a failure.
struct AppReview: Hashable {
    var report: String
    var isFailed: Bool
    /// What to change in Swift so that findings go, a line for each: nobody but its author writes Swift.
    var changes: [String]

    /// Reviews the templates. `path` gives the path of a Swift source by its `#fileID`, and `text` what stands in it.
    init(
        _ templates: [Template], format: String, failOn: String, policy: ReviewPolicy, today: Day,
        path: (_ fileID: String) -> String? = { _ in nil }, text: @escaping (_ path: String) -> String?
    ) throws {
        guard let format = Report.Format(rawValue: format) else {
            throw AppError(
                .badOption, "there is no format \"\(format)\" for findings", advice: "Formats are \(Report.Format.names).")
        }
        guard let severity = Severity(rawValue: failOn) else {
            let severities = Severity.allCases.map(\.rawValue).joined(separator: ", ")
            throw AppError(.badOption, "there is no severity \"\(failOn)\"", advice: "Severities are \(severities).")
        }
        var review = Review()
        review.policy = policy
        let judgements = templates.map { review.judge($0, today: today) }
        let findings = judgements.flatMap(\.findings) + review.findingsOfPolicy(after: judgements, today: today)
        let files = Set(findings.compactMap(\.source?.file))
        let paths = Dictionary(uniqueKeysWithValues: files.map { ($0, path($0)) })
        var written = Report(findings, failOn: severity) { file in
            text((paths[file] ?? nil) ?? file)
        } location: { file in
            (paths[file] ?? nil) ?? file
        }
        written.accepted = judgements.flatMap(\.accepted)
        report = written.written(as: format)
        isFailed = findings.contains { $0.severity >= severity || $0.isRequired }
        changes = findings.compactMap { finding in
            guard let mend = finding.mend else { return nil }
            let consequence = mend.consequence.map { " (\($0))" } ?? ""
            let place = finding.source.map { "\($0.file):\($0.start.line)" } ?? finding.path
            return "\(place): \(mend.changes.map(\.description).joined(separator: ", ")) [\(finding.rule)]\(consequence)"
        }
    }
}
