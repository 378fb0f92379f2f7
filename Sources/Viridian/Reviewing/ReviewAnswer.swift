package import ViridianReview

/// What a review says: the findings that are shown, and whether they fail it.
package struct ReviewAnswer: Hashable, Sendable {
    package var findings: [Finding]
    package var accepted: [AcceptedFinding]
    var listsAccepted: Bool
    /// What the last line says of a baseline.
    package var remarks: [String]
    var failOn: Severity

    /// Whether one of the findings fails the review.
    package var isFailed: Bool { findings.contains { $0.severity >= failOn || $0.isRequired } }

    /// The report. `text` gives the text of a file that a finding names, and `location` the path of it.
    package func report(text: @escaping (_ file: String) -> String?, location: @escaping (_ file: String) -> String) -> Report {
        var report = Report(findings, failOn: failOn, text: text, location: location)
        report.accepted = accepted
        report.listsAccepted = listsAccepted
        report.remarks = remarks
        return report
    }
}
