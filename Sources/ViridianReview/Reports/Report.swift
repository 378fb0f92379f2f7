/// Findings in any of the forms in which they are read: by people, by programs, and by services that show them beside the code.
public struct Report {
    /// What was found, in the order of the places.
    public let findings: [Finding]
    /// What was found too, and accepted by somebody who said why. SARIF has it as suppressed.
    public var accepted: [AcceptedFinding] = []
    /// Whether the text lists each accepted finding with its reason; otherwise they are only counted.
    public var listsAccepted = false
    /// What else the text says in its last line: `12 in the baseline`.
    public var remarks: [String] = []
    /// The rules that are explained.
    let rules: [String: Rule]
    /// The mildest severity that fails the review.
    let failOn: Severity
    let text: (String) -> String?
    let location: (String) -> String

    /// A report of findings. `text` gives the text of a file that a finding names; `location` says where that file is, as a path
    /// from the folder that the report's readers begin at, where its name in the finding doesn't say so.
    public init(
        _ findings: [Finding], rules: [Rule] = Rule.all, failOn: Severity = .high, text: @escaping (_ file: String) -> String?,
        location: @escaping (_ file: String) -> String = { $0 }
    ) {
        self.findings = findings
        self.rules = Dictionary(rules.map { ($0.slug, $0) }) { first, _ in first }
        self.failOn = failOn
        self.text = text
        self.location = location
    }

    /// How a report is written.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case text, json, jsonl, sarif, junit, markdown, html

        /// Their names, for messages.
        public static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
    }

    /// The report as text.
    public func written(as format: Format) -> String {
        switch format {
        case .text: textReport.description
        case .json: JSONReport(findings, accepted: accepted).description
        case .jsonl: JSONReport(findings, layout: .lines).description
        case .sarif: SARIFReport(self).description
        case .junit: JUnitReport(self).description
        case .markdown: MarkdownReport(FailureAnalysis(self)).description
        case .html: HTMLReport(FailureAnalysis(self)).description
        }
    }

    private var textReport: TextReport {
        var report = TextReport(findings, accepted: accepted, text: text)
        report.listsAccepted = listsAccepted
        report.remarks = remarks
        return report
    }
}
