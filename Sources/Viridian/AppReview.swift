import ViridianReview
import ViridianTemplate

/// What a review of an app's templates says, and whether that is a failure.
struct AppReview: Hashable {
    /// How findings are written.
    enum Format: String, CaseIterable {
        case text, json, jsonl
    }

    var report: String
    var isFailed: Bool

    /// Reviews the templates. `text` gives a Swift source by its `#fileID`, so that findings can show the line.
    init(
        _ templates: [Template], format: String, failOn: String, policy: ReviewPolicy, today: Day,
        text: @escaping (_ file: String) -> String?
    ) throws {
        guard let format = Format(rawValue: format) else {
            let formats = Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw AppError(.badOption, "there is no format \"\(format)\" for findings", advice: "Formats are \(formats).")
        }
        guard let severity = Severity(rawValue: failOn) else {
            let severities = Severity.allCases.map(\.rawValue).joined(separator: ", ")
            throw AppError(.badOption, "there is no severity \"\(failOn)\"", advice: "Severities are \(severities).")
        }
        var review = Review()
        review.policy = policy
        let judgements = templates.map { review.judge($0, today: today) }
        let findings = judgements.flatMap(\.findings) + review.findingsOfPolicy(after: judgements, today: today)
        let accepted = judgements.flatMap(\.accepted)
        report =
            switch format {
            case .text: TextReport(findings, accepted: accepted, text: text).description
            case .json: JSONReport(findings, accepted: accepted).description
            case .jsonl: JSONReport(findings, layout: .lines).description
            }
        isFailed = findings.contains { $0.severity >= severity || $0.isRequired }
    }
}
